import type { Recipe } from '../recipe.ts';
import { draftArtifact, FIRST, type Members, sha256, toDocument } from './artifact-draft.ts';
import { LIKE_COMMIT } from './commits.ts';
import { family } from './document-family.ts';
import { CONFIGURATION } from './repository-draft.ts';
import { ONE } from './resolve-recipe.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const manifest = ONE.files[`${ONE.folder}/package/manifest.json`];
const provenance = ONE.files[`${ONE.folder}/package/provenance.json`];
const asBytes = (entry: typeof manifest): Uint8Array => (entry instanceof Uint8Array ? entry : text(''));
const sidecar = (name: string, changes: Parameters<typeof draftArtifact>[1]): Uint8Array =>
  asBytes(draftArtifact(FIRST, changes).files[`${ONE.folder}/package/${name}.json`]);
const file = (path: string): Members => ({ path, mode: '0644', size: 0, sha256: sha256('') });
const merge = (value: unknown, change: Members): Members =>
  typeof value === 'object' && value !== null ? { ...value, ...change } : change;
const other = sha256('other');

/** Section 3.6: what sidecars and the configuration alone have to keep. */
export const sidecarDocumentRecipes: readonly Recipe[] = [
  ...family(
    { name: 'manifest-alone', why: 'The manifest of the published example, by itself.', input: asBytes(manifest) },
    [
      [
        'files-not-sorted',
        'The files of the manifest are not sorted.',
        'file-order',
        sidecar('manifest', { manifest: { files: [file('b'), file('a')] } }),
        '/files/1/path',
      ],
      [
        'file-twice',
        'A file stands twice in the manifest.',
        'file-order',
        sidecar('manifest', { manifest: { files: [file('a'), file('a')] } }),
        '/files/1/path',
      ],
      [
        'manifest-path-absolute',
        'The path of the artifact is absolute.',
        'path-unsafe',
        sidecar('manifest', { manifest: { artifact_file: '/a' } }),
        '/artifact_file',
      ],
    ],
  ),
  ...family(
    {
      name: 'provenance-alone',
      why: 'The provenance of the published example, by itself.',
      input: asBytes(provenance),
    },
    [
      [
        'one-build-not-listed',
        'There were three builds, and two digests are listed.',
        'rebuilds-mismatch',
        sidecar('provenance', {
          provenance: (usual) => ({ ...usual, reproducibility: merge(usual.reproducibility, { rebuilds: 3 }) }),
        }),
        '/reproducibility/artifact_sha256',
      ],
      [
        'builds-that-differ',
        'The second build had another digest.',
        'rebuilds-mismatch',
        sidecar('provenance', {
          provenance: (usual) => ({
            ...usual,
            reproducibility: merge(usual.reproducibility, { artifact_sha256: [ONE.row.artifact_sha256, other] }),
          }),
        }),
        '/reproducibility/artifact_sha256',
      ],
      [
        'source-of-another-commit',
        'The source is of another commit than the tuple.',
        'source-mismatch',
        sidecar('provenance', {
          provenance: (usual) => ({ ...usual, source: merge(usual.source, { git_rev: LIKE_COMMIT }) }),
        }),
        '/source/git_rev',
      ],
    ],
  ),
  ...family(
    {
      name: 'configuration-alone',
      why: 'The configuration of the published example, by itself.',
      input: toDocument(CONFIGURATION),
    },
    [
      [
        'targets-not-sorted',
        'The targets are not sorted.',
        'config-order',
        toDocument(CONFIGURATION, { targets: ['x86_64-unknown-linux-gnu', 'aarch64-apple-darwin'] }),
        '/targets/1',
      ],
      [
        'target-twice-in-configuration',
        'A target stands twice.',
        'config-order',
        toDocument(CONFIGURATION, { targets: ['aarch64-apple-darwin', 'aarch64-apple-darwin'] }),
        '/targets/1',
      ],
      [
        'profiles-not-sorted',
        'The profiles are not sorted.',
        'config-order',
        toDocument(CONFIGURATION, { profiles: ['release', 'debug'] }),
        '/profiles/1',
      ],
      [
        'command-of-a-misspelt-placeholder',
        'A word of the command has a placeholder that there is not.',
        'unknown-placeholder',
        toDocument(CONFIGURATION, { build_command: ['cargo', 'build', '--target', '{traget}'] }),
        '/build_command/3',
      ],
      [
        'command-of-a-version',
        'A word of the command has a placeholder that other templates can have.',
        'unknown-placeholder',
        toDocument(CONFIGURATION, { build_command: ['make', 'VERSION={version}'] }),
        '/build_command/1',
      ],
      [
        'output-of-a-version',
        'The folder of the programs has a placeholder that other templates can have.',
        'unknown-placeholder',
        toDocument(CONFIGURATION, { output: 'out/{version}' }),
        '/output',
      ],
      [
        'output-of-a-brace',
        'A brace stands alone in the folder of the programs.',
        'unknown-placeholder',
        toDocument(CONFIGURATION, { output: 'out/{target' }),
        '/output',
      ],
      [
        'configuration-of-a-channel',
        'The toolchain is the name of a channel.',
        'invalid-toolchain',
        toDocument(CONFIGURATION, { toolchain: 'stable' }),
        '/toolchain',
      ],
    ],
  ),
];
