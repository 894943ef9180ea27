import type { Recipe } from '../recipe.ts';
import { EPOCH, type Members, sha256 } from './artifact-draft.ts';
import { LIKE_COMMIT, OTHER_COMMIT } from './commits.ts';
import { changed, file } from './repository-breaches.ts';
import { ONE } from './resolve-recipe.ts';

const { folder } = ONE;
const OTHER = sha256('other');

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

/** Section 5.5: what the sidecars say of the artifact. */
export const sidecarRecipes: readonly Recipe[] = [
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
