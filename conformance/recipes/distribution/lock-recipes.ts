import type { ResolveRecipe } from '../case-recipe.ts';
import type { RecipeFolder } from '../recipe.ts';
import {
  type ArtifactDraft,
  CONTRACT_VERSION,
  draftArtifact,
  EPOCH,
  FIRST,
  NAME,
  sha256,
  toDocument,
} from './artifact-draft.ts';
import { draftRepository, filesOf, without } from './repository-draft.ts';
import { another, ONE, refuses, resolves, typed } from './resolve-recipe.ts';

/** Section 5.6: a resolver that works from a lock file. */
const second = another({ dist_revision: 'r2' });
const whole = draftRepository([ONE, second]);
const { artifactFile, folder } = ONE;

function locked(artifact: ArtifactDraft): object {
  const described = (path: string): object => {
    const bytes = artifact.files[path];
    if (!(bytes instanceof Uint8Array)) throw new Error(`no file ${path}`);
    return { path, size: bytes.length, sha256: sha256(bytes) };
  };
  return {
    identity: { ...artifact.identity },
    artifact: described(artifact.artifactFile),
    manifest: described(`${artifact.folder}/package/manifest.json`),
    checksums: described(`${artifact.folder}/package/checksums.json`),
    provenance: described(`${artifact.folder}/package/provenance.json`),
    source_date_epoch: EPOCH,
  };
}

export const LOCK_FILE = 'distribution.lock.json';
const lockOf = (...artifacts: readonly ArtifactDraft[]): RecipeFolder => ({
  [LOCK_FILE]: toDocument({
    schema_version: 'distribution-lock-v1',
    name: NAME,
    contract_version: CONTRACT_VERSION,
    artifacts: artifacts.map(locked),
  }),
});
const FROM_LOCK = { lock: LOCK_FILE };

const NOT_LOCKED = 'distribution/not-locked';
const MISMATCH = 'distribution/lock-mismatch';
export const lockedExample: ResolveRecipe = resolves(
  'locked',
  'The identity is in the lock file, and all four files are as it says.',
  ONE,
  {
    input: { ...whole, ...lockOf(ONE) },
    options: FROM_LOCK,
    cites: [NOT_LOCKED, MISMATCH],
  },
);
const lacks = (name: string, path: string): ResolveRecipe =>
  refuses(
    `locked-without-${name}`,
    `A file that the lock file states is missing: the ${name}.`,
    lockedExample,
    MISMATCH,
    {
      input: without(lockedExample.input, path),
    },
  );
const withdrawn = draftArtifact(FIRST, { row: { yanked: { reason: 'Crashes at the start.', since: '2026-05-01' } } });

export const lockRecipes: readonly ResolveRecipe[] = [
  lockedExample,
  resolves(
    'locked-without-index-and-contract',
    'A resolver that works from a lock file needs neither of the two.',
    ONE,
    {
      input: { ...filesOf([ONE]), ...lockOf(ONE) },
      options: FROM_LOCK,
      cites: [NOT_LOCKED, 'distribution/no-contract', 'distribution/no-index'],
    },
  ),
  resolves('locked-and-withdrawn', 'What is locked stays what it is: the row is not looked at.', ONE, {
    input: draftRepository([withdrawn], lockOf(ONE)),
    options: FROM_LOCK,
    cites: ['distribution/yanked-artifact'],
  }),
  resolves('second-of-two-locked', 'The second of two artifacts is asked for.', second, {
    input: { ...whole, ...lockOf(ONE, second) },
    identity: typed({ dist_revision: 'r2' }),
    options: FROM_LOCK,
    cites: [NOT_LOCKED],
  }),
  refuses('not-locked', 'The repository has the revision, and the lock file has not.', lockedExample, NOT_LOCKED, {
    identity: typed({ dist_revision: 'r2' }),
  }),
  refuses('locked-twice', 'The lock file has the identity twice.', lockedExample, NOT_LOCKED, {
    input: { ...whole, ...lockOf(ONE, ONE) },
  }),
  refuses(
    'locked-by-a-prefix-that-does-not-end',
    'Under the strict reading 1.8 is no beginning of 1.84.0.',
    lockedExample,
    NOT_LOCKED,
    {
      identity: typed({ toolchain: '1.8' }),
    },
  ),
  refuses(
    'locked-without-a-part',
    'A part of the identity is missing.',
    lockedExample,
    'distribution/identity-incomplete',
    {
      identity: typed({ git_rev: undefined }),
    },
  ),
  lacks('artifact', artifactFile),
  lacks('manifest', `${folder}/package/manifest.json`),
  lacks('checksums', `${folder}/package/checksums.json`),
  lacks('provenance', `${folder}/package/provenance.json`),
  refuses(
    'locked-and-replaced',
    'Artifact and sidecars were replaced by others that agree with each other and with the index.',
    lockedExample,
    MISMATCH,
    {
      input: draftRepository(
        [draftArtifact(FIRST, { archive: () => new TextEncoder().encode('replaced\n') }), second],
        lockOf(ONE),
      ),
    },
  ),
  refuses(
    'locked-and-one-byte-other',
    'One byte of the artifact is another, and sidecars and index are as if it had to be.',
    lockedExample,
    MISMATCH,
    {
      input: draftRepository(
        [draftArtifact(FIRST, { archive: (usual) => usual.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) }), second],
        lockOf(ONE),
      ),
    },
  ),
  refuses(
    'locked-and-one-sidecar-replaced',
    'One sidecar was replaced, and the checksums with it.',
    lockedExample,
    MISMATCH,
    {
      input: draftRepository([draftArtifact(FIRST, { manifest: { note: 'added later' } }), second], lockOf(ONE)),
    },
  ),
  refuses(
    'lock-of-another-form',
    'The lock file says under which path it was made, which no lock file does.',
    lockedExample,
    'distribution/lock-schema',
    {
      input: { ...lockedExample.input, [LOCK_FILE]: withMember(lockOf(ONE)[LOCK_FILE]) },
    },
  ),
];

function withMember(bytes: RecipeFolder['x'] | undefined): Uint8Array {
  const text = bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : '';
  return new TextEncoder().encode(text.replace('  "artifacts"', '  "root": ".",\n  "artifacts"'));
}
