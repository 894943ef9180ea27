import type { ResolveRecipe } from '../case-recipe.ts';
import { draftArtifact, FIRST, type Members, toDocument } from './artifact-draft.ts';
import { ONE_ROW } from './identity-recipes.ts';
import {
  CONTRACT_FILE,
  draftIndex,
  draftRepository,
  INDEX_FILE,
  LEGACY_FILE,
  toContract,
  without,
} from './repository-draft.ts';
import { ONE, refuses, resolves } from './resolve-recipe.ts';

/** Sections 4 and 5.4: where the paths of a row lead. */
const whole = draftRepository([ONE]);
const rowWith = (row: Members): ResolveRecipe['input'] => ({
  ...whole,
  [INDEX_FILE]: draftIndex([draftArtifact(FIRST, { row })]),
});
const { artifactFile, folder } = ONE;

const UNSAFE: readonly (readonly [string, string, string])[] = [
  ['parent', `dist/../dist/${artifactFile.slice(5)}`, 'One segment of the path is two full stops.'],
  ['escaping', `../${artifactFile}`, 'The path leads out of the root.'],
  ['absolute', `/${artifactFile}`, 'The path is absolute.'],
  ['backslash', artifactFile.replace('/r1/', '\\\\r1/'), 'A backslash stands in the path.'],
  ['dot', artifactFile.replace('dist/', 'dist/./'), 'One segment of the path is a full stop.'],
  ['empty-segment', artifactFile.replace('dist/', 'dist//'), 'One segment of the path is empty.'],
  ['drive', `C:/${artifactFile}`, 'The path begins with a drive.'],
  ['elsewhere', artifactFile.replace('dist/', 'build/'), 'The path does not lead below dist.'],
  ['dist-alone', 'dist', 'The path is dist itself.'],
  ['line-break', `${artifactFile}\n`, 'The path ends in a line break.'],
  ['long', `dist/${'a/'.repeat(600)}b`, 'The path has more than 1,024 bytes.'],
];

const unsafe = UNSAFE.map(([name, path, why]) =>
  refuses(`path-unsafe-${name}`, why, ONE_ROW, 'distribution/path-unsafe', { input: rowWith({ artifact_file: path }) }),
);

const OTHERS = ['manifest_file', 'checksums_file', 'provenance_file'] as const;
const unsafeOthers = OTHERS.map((member) =>
  refuses(
    `path-unsafe-${member.replace('_', '-')}`,
    `The path of ${member} leads out of the root.`,
    ONE_ROW,
    'distribution/path-unsafe',
    { input: rowWith({ [member]: `../${folder}/package/manifest.json` }) },
  ),
);

const rendered = [
  refuses(
    'artifact-under-another-name',
    'The file stands where the row says, and is called otherwise than the template renders.',
    ONE_ROW,
    'distribution/path-not-rendered',
    {
      input: {
        ...without(rowWith({ artifact_file: `${folder}/tool.tar.gz` }), artifactFile),
        [`${folder}/tool.tar.gz`]: whole[artifactFile] ?? null,
      },
    },
  ),
  ...OTHERS.map((member) =>
    refuses(
      `${member.replace('_file', '')}-beside-the-artifact`,
      `The path of ${member} is not what the template renders: it stands beside the artifact, not in package.`,
      ONE_ROW,
      'distribution/path-not-rendered',
      { input: rowWith({ [member]: `${folder}/${member.replace('_file', '')}.json` }) },
    ),
  ),
  refuses(
    'artifact-of-another-revision',
    'The row refers to the file of another revision.',
    ONE_ROW,
    'distribution/path-not-rendered',
    { input: rowWith({ artifact_file: artifactFile.replaceAll('r1', 'r2') }) },
  ),
];

// A template may begin with another segment, and what it renders is then not below `dist/` and the contract version.
const DIRECTORY = 'dist/releases/{contract_version}/{version}/{target}/{profile}/{toolchain}/{gitsha}/{dist_revision}';
const releaseArtifacts = {
  formats: ['tar.gz'],
  required_manifests: ['checksums.json', 'manifest.json', 'provenance.json'],
  index_path_template: 'dist/index.json',
  legacy_index_path_template: 'dist/{contract_version}/index.json',
  artifact_directory_template: DIRECTORY,
  orchestrator: { name: 'scripts/release-orchestrator.py', config: 'scripts/release-orchestrator.config.json' },
};
const elsewhere = draftArtifact(FIRST, { root: 'dist/releases' });
const otherTemplate = { [CONTRACT_FILE]: toDocument(toContract({ release_artifacts: releaseArtifacts })) };
const templated = resolves(
  'another-template',
  'The template of the contract has one more segment, and so has the path.',
  elsewhere,
  {
    input: draftRepository([elsewhere], otherTemplate),
    cites: ['distribution/path-not-rendered', 'distribution/legacy-row-outside'],
  },
);
const legacyRows = [
  templated,
  refuses(
    'legacy-row-outside',
    'The legacy index refers to a file that is not below dist and the contract version.',
    templated,
    'distribution/legacy-row-outside',
    {
      input: {
        ...without(draftRepository([elsewhere], otherTemplate), INDEX_FILE),
        [LEGACY_FILE]: draftIndex([elsewhere]),
      },
    },
  ),
];

const moved = (target: string, at: string, link: string): ResolveRecipe['input'] => ({
  ...without(whole, at),
  [target]: whole[at] ?? null,
  [at]: { link },
});
const up = '../'.repeat(artifactFile.split('/').length - 1);
const within = resolves('artifact-behind-a-link-within', 'The artifact is a link to another file below dist.', ONE, {
  input: moved('dist/store/1', artifactFile, `${up}dist/store/1`),
  cites: ['distribution/path-escapes'],
});
const links = [
  within,
  refuses(
    'artifact-behind-a-link-outside',
    'The artifact is a link to a file of the root that is not below dist.',
    within,
    'distribution/path-escapes',
    {
      input: moved('store/1', artifactFile, `${up}store/1`),
    },
  ),
  refuses(
    'manifest-behind-a-link-outside',
    'The manifest is a link to a file that is not below dist.',
    within,
    'distribution/path-escapes',
    {
      input: moved('store/1', `${folder}/package/manifest.json`, `${up}../store/1`),
    },
  ),
  refuses(
    'index-behind-a-link-outside',
    'The index is a link to a file that is not below dist.',
    within,
    'distribution/path-escapes',
    {
      input: moved('store/index.json', INDEX_FILE, '../store/index.json'),
    },
  ),
];

export const pathRecipes: readonly ResolveRecipe[] = [...unsafe, ...unsafeOthers, ...rendered, ...legacyRows, ...links];
