import type { Recipe, RecipeFolder } from '../recipe.ts';
import { type ArchiveFile, draftGzip, draftTar } from './archive-draft.ts';
import { draftArtifact, EPOCH, FILES, FIRST, type Members, NAME, sha256 } from './artifact-draft.ts';
import { LIKE_COMMIT, OTHER_COMMIT } from './commits.ts';
import { draftIndex, INDEX_FILE, LEGACY_FILE, without } from './repository-draft.ts';
import { accepts, rejects } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';
import { WHOLE, wholeWith } from './whole-repository.ts';

/** Sections 2, 3.5, 4, 5.5 and 6: everything below `dist`. */
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const { artifactFile, folder } = ONE;
const file = (name: string): string => `${folder}/package/${name}.json`;
const ROW = '/releases/0/targets/0/profiles/0/artifacts/0';
const OTHER = sha256('other');
const LICENSE = FILES.slice(0, 1);
const PROGRAM = FILES.slice(1);

const base = accepts('repository', 'Contract, text, changelog, configuration, index and one artifact agree.', WHOLE, {
  cites: [
    'distribution/special-file',
    'distribution/unsafe-name',
    'distribution/missing-document',
    'distribution/missing-index',
    'distribution/missing-file',
    'distribution/unreferenced-file',
    'distribution/digest-algorithm',
    'distribution/artifact-digest-mismatch',
    'distribution/artifact-size-mismatch',
    'distribution/sidecar-digest-mismatch',
    'distribution/content-digest-mismatch',
    'distribution/path-unsafe',
    'distribution/path-not-rendered',
    'distribution/artifact-file-mismatch',
    'distribution/manifest-mismatch',
    'distribution/provenance-mismatch',
    'distribution/epoch-mismatch',
    'distribution/archive-special-member',
    'distribution/content-mismatch',
    'distribution/entrypoint-missing',
    'distribution/archive-not-canonical',
  ],
});
const breaks = (
  name: string,
  why: string,
  rule: string,
  input: RecipeFolder,
  at: Parameters<typeof rejects>[5],
): Recipe => rejects(name, why, base.name, `distribution/${rule}`, input, at);

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

const changed = (
  name: string,
  why: string,
  rule: string,
  changes: Parameters<typeof draftArtifact>[1],
  at: Parameters<typeof rejects>[5],
): Recipe => breaks(name, why, rule, wholeWith([draftArtifact(FIRST, changes)]), at);

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

const archived = (name: string, why: string, rule: string, files: readonly ArchiveFile[]): Recipe =>
  changed(name, why, rule, { files }, { member: artifactFile });
const listed = FILES.map(({ path, mode, bytes }) => ({ path, mode, size: bytes.length, sha256: sha256(bytes) }));
const differing = (name: string, why: string, files: readonly Members[]): Recipe =>
  changed(name, why, 'content-mismatch', { manifest: { files } }, { member: artifactFile });
const withLicense = (change: Members): readonly Members[] =>
  listed.map((one) => (one.path === 'LICENSE' ? { ...one, ...change } : one));
const contents = [
  archived('folder-in-the-archive', 'The archive holds a folder.', 'archive-special-member', [
    ...FILES,
    { path: 'z/', mode: '0755', bytes: text(''), type: '5' },
  ]),
  differing('file-not-in-the-archive', 'The manifest lists a file that the archive does not hold.', [
    ...listed,
    { path: 'z', mode: '0644', size: 0, sha256: sha256('') },
  ]),
  differing('file-not-in-the-manifest', 'The archive holds a file that the manifest does not list.', listed.slice(1)),
  differing(
    'file-of-another-size',
    'The manifest states another size of a file in the archive.',
    withLicense({ size: 5 }),
  ),
  differing(
    'file-of-another-digest',
    'The manifest states another digest of a file in the archive.',
    withLicense({ sha256: OTHER }),
  ),
  differing(
    'file-of-another-mode',
    'The manifest states another mode of a file in the archive.',
    withLicense({ mode: '0755' }),
  ),
  archived(
    'program-missing',
    'The archive lacks the program that the contract names, and so does the manifest.',
    'entrypoint-missing',
    LICENSE,
  ),
  archived('program-not-executable', 'The program may not be executed.', 'entrypoint-missing', [
    ...LICENSE,
    ...PROGRAM.map((one) => ({ ...one, mode: '0644' as const })),
  ]),
  archived('program-in-a-folder', 'The program stands in a folder of the archive.', 'entrypoint-missing', [
    ...LICENSE,
    ...PROGRAM.map((one) => ({ ...one, path: `bin/${NAME}` })),
  ]),
  changed(
    'archive-compressed',
    'The archive is one of the same files, compressed by a library.',
    'archive-not-canonical',
    { archive: compressed },
    { member: artifactFile },
  ),
  changed(
    'archive-with-a-name',
    'The gzip header holds the name of the tar.',
    'archive-not-canonical',
    { archive: named },
    { member: artifactFile },
  ),
  changed(
    'archive-turned-round',
    'The files stand in the archive the other way round than in the manifest.',
    'archive-not-canonical',
    { files: [...FILES].reverse(), manifest: { files: listed } },
    { member: artifactFile },
  ),
];

/** The same tar in one block of deflate with fixed codes, as any library might write it; literals alone. */
function compressed(usual: Uint8Array): Uint8Array {
  const tar = usual.subarray(15, -8);
  let bits = '110';
  for (const byte of tar) {
    bits += byte < 144 ? (byte + 48).toString(2).padStart(8, '0') : (byte + 256).toString(2).padStart(9, '0');
  }
  bits += '0000000';
  const packed = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [at, bit] of [...bits].entries()) {
    const byte = Math.floor(at / 8);
    packed[byte] = (packed[byte] ?? 0) + (bit === '1' ? 2 ** (at % 8) : 0);
  }
  return Buffer.concat([usual.subarray(0, 10), packed, usual.subarray(-8)]);
}

/** With the flag FNAME, and a name behind the header. */
function named(usual: Uint8Array): Uint8Array {
  const header = Buffer.from(usual.subarray(0, 10));
  header[3] = 8;
  return Buffer.concat([header, text('a.tar\0'), usual.subarray(10)]);
}

const MANIFEST_PARTS: Readonly<Record<string, unknown>> = {
  version: '0.1.1',
  target: 'x86_64-unknown-linux-musl',
  profile: 'debug',
  toolchain: '1.84.1',
  git_rev: LIKE_COMMIT,
  gitsha: 'ab12cd3',
  dist_revision: 'r2',
  name: 'codex-controller',
  contract_version: '1.0.1',
};
const PROVENANCE_PARTS: Readonly<Record<string, unknown>> = {
  version: '0.1.1',
  target: 'x86_64-unknown-linux-musl',
  profile: 'debug',
  toolchain: '1.84.1',
  git_rev: OTHER_COMMIT,
  dist_revision: 'r2',
};
const merge = (value: unknown, change: Members): Members =>
  typeof value === 'object' && value !== null ? { ...value, ...change } : change;
const sidecars = [
  ...Object.entries(MANIFEST_PARTS).map(([part, value]) =>
    changed(
      `manifest-with-another-${part.replace('_', '-')}`,
      `The manifest states another ${part} than its row.`,
      'manifest-mismatch',
      { manifest: { [part]: value } },
      {
        member: file('manifest'),
        pointer: `/${part}`,
      },
    ),
  ),
  ...Object.entries(PROVENANCE_PARTS).map(([part, value]) =>
    changed(
      `provenance-with-another-${part.replace('_', '-')}`,
      `The provenance states another ${part} than its row.`,
      'provenance-mismatch',
      {
        provenance: (usual) => ({
          ...usual,
          tuple: merge(usual.tuple, { [part]: value }),
          source: merge(usual.source, part === 'git_rev' ? { git_rev: value } : {}),
        }),
      },
      { member: file('provenance'), pointer: `/tuple/${part}` },
    ),
  ),
  changed(
    'provenance-with-another-contract-version',
    'The provenance states another version of the contract than the repository has.',
    'provenance-mismatch',
    {
      provenance: (usual) => ({ ...usual, contract_version: '1.0.1' }),
    },
    { member: file('provenance'), pointer: '/contract_version' },
  ),
  changed(
    'provenance-with-another-digest',
    'The provenance is about another archive, by its digest.',
    'provenance-mismatch',
    {
      provenance: (usual) => ({
        ...usual,
        subject: merge(usual.subject, { artifact_sha256: OTHER }),
        reproducibility: merge(usual.reproducibility, { artifact_sha256: [OTHER, OTHER] }),
      }),
    },
    { member: file('provenance'), pointer: '/subject/artifact_sha256' },
  ),
  changed(
    'manifest-about-another-file',
    'The manifest states another path of the artifact than the row.',
    'artifact-file-mismatch',
    {
      manifest: { artifact_file: `${folder}/a.tar.gz` },
    },
    { member: file('manifest'), pointer: '/artifact_file' },
  ),
  changed(
    'checksums-about-another-file',
    'The checksums state another path of the artifact than the row.',
    'artifact-file-mismatch',
    {
      checksums: { artifact_file: `${folder}/a.tar.gz` },
    },
    { member: file('checksums'), pointer: '/artifact_file' },
  ),
  changed(
    'provenance-about-another-file',
    'The provenance states another path of the artifact than the row.',
    'artifact-file-mismatch',
    {
      provenance: (usual) => ({ ...usual, subject: merge(usual.subject, { artifact_file: `${folder}/a.tar.gz` }) }),
    },
    { member: file('provenance'), pointer: '/subject/artifact_file' },
  ),
  changed(
    'manifest-of-another-moment',
    'The manifest states another moment of the build than the row.',
    'epoch-mismatch',
    {
      manifest: { source_date_epoch: EPOCH + 1 },
    },
    { member: file('manifest'), pointer: '/source_date_epoch' },
  ),
  changed(
    'provenance-of-another-moment',
    'The provenance states another moment of the build than the row.',
    'epoch-mismatch',
    {
      provenance: (usual) => ({ ...usual, build: merge(usual.build, { source_date_epoch: EPOCH + 1 }) }),
    },
    { member: file('provenance'), pointer: '/build/source_date_epoch' },
  ),
];

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

export const repositoryRecipes: readonly Recipe[] = [
  base,
  ...tree,
  ...documents,
  ...missing,
  ...digests,
  ...contents,
  ...sidecars,
  ...paths,
  larger,
  complete,
  withAlias,
  yanked,
];
