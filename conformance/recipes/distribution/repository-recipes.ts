import type { FolderEntry, Recipe, RecipeFolder } from '../recipe.ts';
import { draftGzip, draftTar } from './archive-draft.ts';
import { draftArtifact, EPOCH, FILES, FIRST, type Members, sha256 } from './artifact-draft.ts';
import { contentRecipes } from './content-recipes.ts';
import { base, breaks, changed, file } from './repository-breaches.ts';
import { draftIndex, INDEX_FILE, LEGACY_FILE, without } from './repository-draft.ts';
import { accepts } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';
import { sidecarRecipes } from './sidecar-recipes.ts';
import { WHOLE, wholeWith } from './whole-repository.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const { artifactFile, folder } = ONE;
const ROW = '/releases/0/targets/0/profiles/0/artifacts/0';
const OTHER = sha256('other');
const LICENSE = FILES.slice(0, 1);
const PROGRAM = FILES.slice(1);

const folders = (count: number): string => `dist/${'a/'.repeat(count)}b`;
const tree = [
  accepts(
    'empty-folders',
    'Empty folders stand below dist, twenty in each other; nothing has to refer to them.',
    { ...WHOLE, [folders(20)]: null },
    {
      cites: ['distribution/tree-too-large'],
    },
  ),
  breaks(
    'link-below-dist',
    'A symbolic link stands below dist.',
    'special-file',
    { ...WHOLE, 'dist/latest': { link: folder.slice(5) } },
    { member: 'dist/latest' },
  ),
  breaks(
    'artifact-that-is-a-link',
    'The artifact is a symbolic link.',
    'special-file',
    {
      ...without(WHOLE, artifactFile),
      [artifactFile]: { link: 'package/manifest.json' },
    },
    { member: artifactFile },
  ),
  breaks(
    'backslash-in-a-name',
    'A backslash stands in the name of an empty folder below dist.',
    'unsafe-name',
    { ...WHOLE, 'dist/a\\b': null },
    { member: 'dist/a\\b' },
  ),
  breaks(
    'line-break-in-a-name',
    'A line break stands in the name of a folder below dist.',
    'unsafe-name',
    { ...WHOLE, 'dist/a\nb/c': text('') },
    { member: 'dist/a\nb' },
  ),
  breaks(
    'folders-too-deep',
    'The folders below dist are deeper than they may be.',
    'tree-too-large',
    { ...WHOLE, [folders(40)]: null },
    {},
  ),
];

const documents = [
  'docs/distribution-contract.json',
  'docs/distribution.md',
  'docs/distribution-changelog.md',
  'scripts/release-orchestrator.config.json',
].flatMap((path) => {
  const [, name = ''] = /([a-z-]+)\.[.a-z]+$/u.exec(path) ?? [];
  return [
    breaks(`without-${name}`, `There is no ${path}.`, 'missing-document', without(WHOLE, path), { member: path }),
    breaks(
      `folder-for-${name}`,
      `Where ${path} should be there is a folder.`,
      'missing-document',
      { ...without(WHOLE, path), [path]: null },
      { member: path },
    ),
  ];
});

const missing = [
  breaks(
    'without-index',
    'There is no index; the artifact stands there.',
    'missing-index',
    without(WHOLE, INDEX_FILE),
    { member: INDEX_FILE },
  ),
  breaks(
    'legacy-index-alone',
    'The legacy index is no index of a repository.',
    'missing-index',
    {
      ...without(WHOLE, INDEX_FILE),
      [LEGACY_FILE]: WHOLE[INDEX_FILE] ?? null,
    },
    { member: INDEX_FILE },
  ),
  ...[artifactFile, file('manifest'), file('checksums'), file('provenance')].map((path) =>
    breaks(
      `without-${/[a-z]+$/u.exec(path.replace(/\.(?:json|tar\.gz)$/u, ''))?.[0] ?? 'artifact'}`,
      `The row refers to ${path.slice(folder.length + 1)}, which is missing.`,
      'missing-file',
      without(WHOLE, path),
      {
        member: path,
      },
    ),
  ),
  breaks(
    'file-of-nobody',
    'A file stands below dist to which nothing refers.',
    'unreferenced-file',
    { ...WHOLE, 'dist/notes.txt': text('x\n') },
    { member: 'dist/notes.txt' },
  ),
  breaks(
    'second-archive',
    'Beside the artifact another archive stands, to which nothing refers.',
    'unreferenced-file',
    {
      ...WHOLE,
      [`${folder}/old.tar.gz`]: WHOLE[artifactFile] ?? null,
    },
    { member: `${folder}/old.tar.gz` },
  ),
];

const longer = (entry: FolderEntry | undefined): Uint8Array =>
  new Uint8Array([...(entry instanceof Uint8Array ? entry : []), 0]);

const digests = [
  breaks(
    'archive-replaced',
    'The archive was replaced by one with another program in it.',
    'artifact-digest-mismatch',
    {
      ...WHOLE,
      [artifactFile]: draftGzip(draftTar([...LICENSE, ...PROGRAM.map((one) => ({ ...one, bytes: text('x') }))], EPOCH)),
    },
    { member: artifactFile },
  ),
  changed(
    'digest-in-the-row',
    'The row states another digest of the artifact.',
    'artifact-digest-mismatch',
    { row: { artifact_sha256: OTHER } },
    { member: artifactFile },
  ),
  changed(
    'digest-in-the-checksums',
    'The checksums state another digest of the artifact.',
    'artifact-digest-mismatch',
    { checksums: { artifact_sha256: OTHER } },
    { member: artifactFile },
  ),
  changed(
    'digest-in-the-manifest',
    'The manifest states another digest of the artifact; row and checksums agree.',
    'artifact-digest-mismatch',
    { manifest: { artifact_sha256: OTHER } },
    { member: artifactFile },
  ),
  breaks(
    'archive-with-a-byte-more',
    'A byte follows the archive: it is larger than the manifest states, and nothing else of it is judged.',
    'artifact-size-mismatch',
    { ...WHOLE, [artifactFile]: longer(WHOLE[artifactFile]) },
    { member: artifactFile },
  ),
  breaks(
    'archive-with-a-byte-more-in-core',
    'A byte follows the archive: without a rule on its size, its digest is judged.',
    'artifact-digest-mismatch',
    { ...WHOLE, [artifactFile]: longer(WHOLE[artifactFile]) },
    { member: artifactFile },
  ),
  changed(
    'size-in-the-manifest',
    'The manifest states another size of the artifact.',
    'artifact-size-mismatch',
    { manifest: { artifact_size: 1 } },
    { member: artifactFile },
  ),
  changed(
    'size-in-the-row',
    'The row states another size of the artifact.',
    'artifact-size-mismatch',
    { row: { artifact_size: 1 } },
    { member: artifactFile },
  ),
  changed(
    'checksums-digest-in-the-row',
    'The row states another digest of the checksums.',
    'checksums-digest-mismatch',
    { row: { checksums_sha256: OTHER } },
    { member: file('checksums') },
  ),
  changed(
    'algorithm',
    'The checksums are by another algorithm, as they say.',
    'digest-algorithm',
    { checksums: { algorithm: 'md5' } },
    { member: file('checksums'), pointer: '/algorithm' },
  ),
  changed(
    'manifest-digest',
    'The checksums state another digest of the manifest.',
    'sidecar-digest-mismatch',
    { checksums: { files: { 'manifest.json': OTHER, 'provenance.json': digestOf('provenance') } } },
    { member: file('manifest') },
  ),
  changed(
    'provenance-digest',
    'The checksums state another digest of the provenance.',
    'sidecar-digest-mismatch',
    { checksums: { files: { 'manifest.json': digestOf('manifest'), 'provenance.json': OTHER } } },
    { member: file('provenance') },
  ),
  changed(
    'content-digest',
    'The manifest states another digest of the tar.',
    'content-digest-mismatch',
    { manifest: { content_sha256: OTHER } },
    { member: artifactFile },
  ),
];

function digestOf(name: string): string {
  const bytes = WHOLE[file(name)];
  return bytes instanceof Uint8Array ? sha256(bytes) : '';
}

const withRow = (row: Members): RecipeFolder => ({
  ...WHOLE,
  [INDEX_FILE]: draftIndex([draftArtifact(FIRST, { row })]),
});
const paths = [
  ...(['artifact_file', 'manifest_file', 'checksums_file', 'provenance_file'] as const).flatMap((member) => [
    breaks(
      `${member.replace('_', '-')}-that-escapes`,
      `The ${member} leads out of the repository.`,
      'path-unsafe',
      withRow({ [member]: `dist/../../${folder}/a` }),
      {
        member: INDEX_FILE,
        pointer: `${ROW}/${member}`,
      },
    ),
    breaks(
      `${member.replace('_', '-')}-not-rendered`,
      `The ${member} leads to another file than the templates render.`,
      'path-not-rendered',
      {
        ...withRow({ [member]: `${folder}/a` }),
        [`${folder}/a`]: WHOLE[member === 'artifact_file' ? artifactFile : file(member.replace('_file', ''))] ?? null,
      },
      { member: INDEX_FILE, pointer: `${ROW}/${member}` },
    ),
  ]),
];

const second = another({ dist_revision: 'r2' });
const tenth = another({ dist_revision: 'r10' });
const larger = accepts(
  'repository-of-three',
  'Three revisions stand in one list, sorted by number.',
  wholeWith([ONE, second, tenth]),
  {
    cites: ['distribution/index-order', 'distribution/duplicate-row'],
  },
);
const complete = accepts(
  'row-with-size-and-checksums',
  'The row states the size of the artifact and the digest of the checksums, and both hold.',
  wholeWith([draftArtifact(FIRST, { row: { artifact_size: 3095, checksums_sha256: digestOf('checksums') } })]),
  { cites: ['distribution/artifact-size-mismatch', 'distribution/checksums-digest-mismatch'] },
);
const withAlias = accepts(
  'repository-with-legacy-index',
  'The legacy index has the bytes of the canonical one.',
  {
    ...WHOLE,
    [LEGACY_FILE]: WHOLE[INDEX_FILE] ?? null,
  },
  { cites: ['distribution/unreferenced-file'] },
);
const yanked = accepts(
  'repository-with-a-yanked-row',
  'An artifact that was yanked stays in the index, and is judged like any other.',
  wholeWith([draftArtifact(FIRST, { row: { yanked: { reason: 'Crashes at the start.', since: '2026-05-01' } } })]),
  { cites: ['distribution/index-schema'] },
);

/** Sections 2, 3.5, 4, 5.5 and 6: everything below `dist`. */
export const repositoryRecipes: readonly Recipe[] = [
  base,
  ...tree,
  ...documents,
  ...missing,
  ...digests,
  ...contentRecipes,
  ...sidecarRecipes,
  ...paths,
  larger,
  complete,
  withAlias,
  yanked,
];
