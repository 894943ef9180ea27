import type { ResolveRecipe } from '../case-recipe.ts';
import { type ArtifactChanges, draftArtifact, EPOCH, FIRST, type Members, sha256 } from './artifact-draft.ts';
import { OTHER_COMMIT } from './commits.ts';
import { ONE_ROW } from './identity-recipes.ts';
import { draftIndex, draftRepository, INDEX_FILE, without } from './repository-draft.ts';
import { ONE, refuses, resolves } from './resolve-recipe.ts';

/** Section 5.5: what is resolved is verified. */
const whole = draftRepository([ONE]);
const { artifactFile, folder } = ONE;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const decode = (path: string): string => {
  const bytes = whole[path];
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : '';
};

const changed = (name: string, why: string, rule: string, changes: ArtifactChanges): ResolveRecipe =>
  refuses(name, why, ONE_ROW, rule, { input: draftRepository([draftArtifact(FIRST, changes)]) });
const replaced = (name: string, why: string, rule: string, path: string, bytes: Uint8Array): ResolveRecipe =>
  refuses(name, why, ONE_ROW, rule, { input: { ...whole, [path]: bytes } });

const missing = ['manifest', 'checksums', 'provenance'].map((name) =>
  refuses(`no-${name}`, `There are no ${name}.`, ONE_ROW, 'distribution/missing-file', {
    input: without(whole, `${folder}/package/${name}.json`),
  }),
);

const OTHER = sha256('other');
const archive = whole[artifactFile];
const flipped =
  archive instanceof Uint8Array ? archive.map((byte, index) => (index === 600 ? 1 - byte : byte)) : text('');
const DIGEST = 'distribution/artifact-digest-mismatch';
const digests = [
  refuses('no-artifact', 'The artifact is missing.', ONE_ROW, 'distribution/missing-file', {
    input: without(whole, artifactFile),
  }),
  ...missing,
  replaced('artifact-damaged', 'One byte of the archive is another.', DIGEST, artifactFile, flipped),
  replaced(
    'artifact-with-a-byte-more',
    'A byte follows the archive: it is larger than the manifest states, and is not read.',
    'distribution/artifact-size-mismatch',
    artifactFile,
    new Uint8Array([...(archive instanceof Uint8Array ? archive : []), 0]),
  ),
  replaced('artifact-empty', 'The archive has no bytes.', DIGEST, artifactFile, text('')),
  changed('digest-of-the-row', 'The row states another digest; manifest and checksums agree.', DIGEST, {
    row: { artifact_sha256: OTHER },
  }),
  changed('digest-of-the-checksums', 'The checksums state another digest; row and manifest agree.', DIGEST, {
    checksums: { artifact_sha256: OTHER },
  }),
  changed('digest-of-the-manifest', 'The manifest states another digest; row and checksums agree.', DIGEST, {
    manifest: { artifact_sha256: OTHER },
  }),
  changed('size-of-the-manifest', 'The manifest states another size.', 'distribution/artifact-size-mismatch', {
    manifest: { artifact_size: 3096 },
  }),
  changed('size-of-the-row', 'The row states another size.', 'distribution/artifact-size-mismatch', {
    row: { artifact_size: 3094 },
  }),
  changed(
    'digest-of-checksums-in-the-row',
    'The row states another digest of the checksums.',
    'distribution/checksums-digest-mismatch',
    {
      row: { checksums_sha256: OTHER },
    },
  ),
  changed(
    'algorithm-of-the-checksums',
    'The checksums say that they are by another algorithm.',
    'distribution/digest-algorithm',
    {
      checksums: { algorithm: 'sha512' },
    },
  ),
  changed(
    'digest-of-the-manifest-file',
    'The checksums state another digest of the manifest.',
    'distribution/sidecar-digest-mismatch',
    {
      checksums: { files: filesWith('manifest.json') },
    },
  ),
  changed(
    'digest-of-the-provenance-file',
    'The checksums state another digest of the provenance.',
    'distribution/sidecar-digest-mismatch',
    {
      checksums: { files: filesWith('provenance.json') },
    },
  ),
];

function filesWith(name: string): Members {
  const usual = ['manifest.json', 'provenance.json'].map((file) => [file, sha256(decode(`${folder}/package/${file}`))]);
  return { ...Object.fromEntries(usual), [name]: OTHER };
}

const complete = resolves(
  'row-with-every-member',
  'The row states the size of the artifact and the digest of its checksums, and both hold.',
  ONE,
  {
    input: draftRepository([ONE], {
      [INDEX_FILE]: draftIndex([
        draftArtifact(FIRST, {
          row: { artifact_size: 3095, checksums_sha256: sha256(decode(`${folder}/package/checksums.json`)) },
        }),
      ]),
    }),
    cites: ['distribution/artifact-size-mismatch', 'distribution/checksums-digest-mismatch'],
  },
);
const short = draftArtifact(FIRST, {
  checksums: { schema_version: undefined, algorithm: undefined, artifact_file: undefined, files: undefined },
});
const accepted = [
  complete,
  resolves(
    'checksums-in-the-form-of-the-seed',
    'The checksums hold the digest of the artifact and nothing else.',
    ONE,
    {
      input: draftRepository([short]),
      cites: ['distribution/checksums-schema', 'distribution/digest-algorithm', 'distribution/sidecar-digest-mismatch'],
    },
  ),
  resolves(
    'artifact-that-is-no-archive',
    'All digests are those of the artifact. What is in it is not looked at by whoever resolves.',
    ONE,
    {
      input: draftRepository([draftArtifact(FIRST, { archive: () => text('no archive\n') })]),
      cites: ['distribution/artifact-digest-mismatch', 'distribution/content-digest-mismatch'],
    },
  ),
];

const IDENTITY: readonly (readonly [string, unknown])[] = [
  ['dist_revision', 'r2'],
  ['version', '0.1.1'],
  ['target', 'x86_64-unknown-linux-musl'],
  ['profile', 'debug'],
  ['toolchain', '1.84.1'],
  ['git_rev', OTHER_COMMIT],
  ['gitsha', 'ab12cd3'],
  ['name', 'codex-controller'],
  ['contract_version', '1.0.1'],
];
const manifests = IDENTITY.map(([member, value]) =>
  changed(
    `manifest-of-another-${member.replace('_', '-')}`,
    `The manifest differs from its row in ${member} alone.`,
    'distribution/manifest-mismatch',
    { manifest: { [member]: value } },
  ),
);
const provenances = IDENTITY.slice(0, 6).map(([member, value]) =>
  changed(
    `provenance-of-another-${member.replace('_', '-')}`,
    `The provenance differs from its row in ${member} alone.`,
    'distribution/provenance-mismatch',
    {
      provenance: ({ tuple, source, ...usual }) => ({
        ...usual,
        tuple: { ...toMembers(tuple), [member]: value },
        source: { ...toMembers(source), ...(member === 'git_rev' && { git_rev: value }) },
      }),
    },
  ),
);
const sidecars = [
  ...manifests,
  ...provenances,
  changed(
    'provenance-of-another-digest',
    'The subject of the provenance has another digest, and so had each build.',
    'distribution/provenance-mismatch',
    {
      provenance: ({ subject, reproducibility, ...usual }) => ({
        ...usual,
        subject: { ...toMembers(subject), artifact_sha256: OTHER },
        reproducibility: { ...toMembers(reproducibility), artifact_sha256: [OTHER, OTHER] },
      }),
    },
  ),
  changed('manifest-of-another-file', 'The manifest is about another file.', 'distribution/artifact-file-mismatch', {
    manifest: { artifact_file: artifactFile.replaceAll('r1', 'r2') },
  }),
  changed('checksums-of-another-file', 'The checksums are about another file.', 'distribution/artifact-file-mismatch', {
    checksums: { artifact_file: artifactFile.replaceAll('r1', 'r2') },
  }),
  changed(
    'provenance-of-another-file',
    'The provenance is about another file.',
    'distribution/artifact-file-mismatch',
    {
      provenance: ({ subject, ...usual }) => ({
        ...usual,
        subject: { ...toMembers(subject), artifact_file: artifactFile.replaceAll('r1', 'r2') },
      }),
    },
  ),
  changed(
    'moment-of-the-manifest',
    'The manifest states another moment of the build than the row.',
    'distribution/epoch-mismatch',
    {
      manifest: { source_date_epoch: EPOCH + 1 },
    },
  ),
  changed(
    'moment-of-the-provenance',
    'The provenance states another moment of the build than the row.',
    'distribution/epoch-mismatch',
    {
      provenance: ({ build, ...usual }) => ({ ...usual, build: { ...toMembers(build), source_date_epoch: EPOCH + 1 } }),
    },
  ),
  changed(
    'moment-of-the-row',
    'The row states another moment of the build than manifest and provenance.',
    'distribution/epoch-mismatch',
    {
      row: { source_date_epoch: EPOCH - 1 },
    },
  ),
  changed('manifest-without-files', 'The manifest lists no files.', 'distribution/manifest-schema', {
    manifest: { files: [] },
  }),
  changed('provenance-of-one-build', 'The provenance knows one build alone.', 'distribution/provenance-schema', {
    provenance: ({ reproducibility, ...usual }) => ({
      ...usual,
      reproducibility: { ...toMembers(reproducibility), rebuilds: 1 },
    }),
  }),
  changed(
    'checksums-without-digest',
    'The checksums lack the digest of the artifact.',
    'distribution/checksums-schema',
    {
      checksums: { artifact_sha256: undefined },
    },
  ),
  replaced(
    'checksums-cut-off',
    'The checksums are cut off.',
    'json/unexpected-end',
    `${folder}/package/checksums.json`,
    text(decode(`${folder}/package/checksums.json`).slice(0, -2)),
  ),
  replaced(
    'checksums-with-a-name-twice',
    'The digest stands twice in the checksums, once another one.',
    'json/duplicate-key',
    `${folder}/package/checksums.json`,
    text(
      decode(`${folder}/package/checksums.json`).replace(
        '"artifact_sha256"',
        `"artifact_sha256": "${OTHER}",\n  "artifact_sha256"`,
      ),
    ),
  ),
];

/** A member of a document of ours that is an object. */
function toMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export const verificationRecipes: readonly ResolveRecipe[] = [...digests, ...accepted, ...sidecars];
