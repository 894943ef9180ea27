import type { Recipe } from '../recipe.ts';
import { type Members, toDocument } from './artifact-draft.ts';
import { family } from './document-family.ts';
import { CONTRACT, toContract } from './repository-draft.ts';

const contract = (artifact: Members, changes: Members = {}): Uint8Array => toDocument(toContract(artifact, changes));
const indexPart = {
  canonical: 'dist/index.json',
  legacy: [
    {
      path: 'dist/{contract_version}/index.json',
      status: 'deprecated',
      deprecation_sunset: '2026-07-01T00:00:00Z',
      migration_deadline: '2026-07-01T00:00:00Z',
    },
  ],
  resolution_precedence: ['dist/index.json', 'dist/{contract_version}/index.json'],
};
const legacyWith = (change: Members): Uint8Array =>
  contract({ distribution_index: { ...indexPart, legacy: indexPart.legacy.map((one) => ({ ...one, ...change })) } });
const PATTERN = 'codex-controller-loop-v{version}-{target}-{profile}-{rust}-{gitsha}-{dist_revision}.{ext}';
const DIRECTORY = 'dist/{contract_version}/{version}/{target}/{profile}/{toolchain}/{gitsha}/{dist_revision}';
const FIELDS = ['version', 'target', 'profile', 'rust', 'gitsha', 'dist_revision'];
const naming = (change: Members): Uint8Array =>
  contract({ naming: { namespace: 'dist', canonical_pattern: PATTERN, immutable_fields: FIELDS, ...change } });
const SIDECARS = ['checksums.json', 'manifest.json', 'provenance.json'];
const RELEASE_PARTS: Members = {
  formats: ['tar.gz'],
  required_manifests: SIDECARS,
  index_path_template: 'dist/index.json',
  legacy_index_path_template: 'dist/{contract_version}/index.json',
  artifact_directory_template: DIRECTORY,
  orchestrator: { name: 'scripts/release-orchestrator.py', config: 'scripts/release-orchestrator.config.json' },
};
const releases = (change: Members): Uint8Array => contract({ release_artifacts: { ...RELEASE_PARTS, ...change } });
const linux = {
  platform_family: 'linux',
  os: 'Linux',
  arch: ['x86_64'],
  compatibility: 'recommended',
  runtime_expectations: ['TTY'],
};
const matrix = (...rows: readonly Members[]): Uint8Array => contract({}, { compatibility_matrix: rows });
const INDEX_AT = '/artifact/distribution_index';
const RELEASES_AT = '/artifact/release_artifacts';

/** Section 3.3 and 3.4: what a contract alone has to keep. */
export const contractRecipes: readonly Recipe[] = family(
  { name: 'contract-alone', why: 'The contract of the published example, by itself.', input: toDocument(CONTRACT) },
  [
    [
      'contract-version-with-leading-zero',
      'A number of the contract version has a leading zero.',
      'invalid-version',
      contract({}, { contract_version: '1.00.0' }),
      '/contract_version',
    ],
    [
      'sunset-on-30-february',
      'The sunset is on a day that there is not.',
      'invalid-instant',
      legacyWith({ deprecation_sunset: '2026-02-30T00:00:00Z', migration_deadline: '2026-02-01T00:00:00Z' }),
      `${INDEX_AT}/legacy/0/deprecation_sunset`,
    ],
    [
      'precedence-turned-round',
      'The legacy path is looked at ahead of the canonical one.',
      'precedence-mismatch',
      contract({
        distribution_index: { ...indexPart, resolution_precedence: [...indexPart.resolution_precedence].reverse() },
      }),
      `${INDEX_AT}/resolution_precedence`,
    ],
    [
      'precedence-without-legacy',
      'The legacy path is missing from the precedence.',
      'precedence-mismatch',
      contract({ distribution_index: { ...indexPart, resolution_precedence: ['dist/index.json'] } }),
      `${INDEX_AT}/resolution_precedence`,
    ],
    [
      'other-index-template',
      'The template of the index is another path than the canonical one.',
      'index-path-mismatch',
      releases({ index_path_template: 'dist/releases.json' }),
      `${RELEASES_AT}/index_path_template`,
    ],
    [
      'other-legacy-template',
      'The template of the legacy index is none of the legacy paths.',
      'legacy-path-mismatch',
      releases({ legacy_index_path_template: 'dist/old/index.json' }),
      `${RELEASES_AT}/legacy_index_path_template`,
    ],
    [
      'legacy-path-with-version',
      'A legacy path has a placeholder of artifacts.',
      'unknown-placeholder',
      contract({
        distribution_index: {
          ...indexPart,
          legacy: indexPart.legacy.map((one) => ({ ...one, path: 'dist/{version}/index.json' })),
          resolution_precedence: ['dist/index.json', 'dist/{version}/index.json'],
        },
        release_artifacts: { ...RELEASE_PARTS, legacy_index_path_template: 'dist/{version}/index.json' },
      }),
      `${INDEX_AT}/legacy/0/path`,
    ],
    [
      'directory-with-rust',
      'The template of the folder has a placeholder of the file name.',
      'unknown-placeholder',
      releases({ artifact_directory_template: `${DIRECTORY}/{rust}` }),
      `${RELEASES_AT}/artifact_directory_template`,
    ],
    [
      'directory-with-open-brace',
      'A brace of the template is not closed.',
      'unknown-placeholder',
      releases({ artifact_directory_template: `${DIRECTORY}/{x` }),
      `${RELEASES_AT}/artifact_directory_template`,
    ],
    [
      'pattern-with-closing-brace',
      'A brace of the pattern was not opened.',
      'unknown-placeholder',
      naming({ canonical_pattern: `${PATTERN}}` }),
      '/artifact/naming/canonical_pattern',
    ],
    [
      'directory-without-revision',
      'The template of the folder lacks the revision.',
      'missing-placeholder',
      releases({ artifact_directory_template: DIRECTORY.replace('/{dist_revision}', '') }),
      `${RELEASES_AT}/artifact_directory_template`,
    ],
    [
      'directory-with-version-twice',
      'The template of the folder holds the version twice.',
      'missing-placeholder',
      releases({ artifact_directory_template: `${DIRECTORY}/{version}` }),
      `${RELEASES_AT}/artifact_directory_template`,
    ],
    [
      'pattern-without-commit',
      'The pattern of the file name lacks the commit.',
      'missing-placeholder',
      naming({
        canonical_pattern: PATTERN.replace('-{gitsha}', ''),
        immutable_fields: FIELDS.filter((field) => field !== 'gitsha'),
      }),
      '/artifact/naming/canonical_pattern',
    ],
    [
      'pattern-of-another-name',
      'The pattern begins with another name than that of the artifact.',
      'name-prefix-mismatch',
      naming({ canonical_pattern: PATTERN.replace('codex-controller-loop', 'codex') }),
      '/artifact/naming/canonical_pattern',
    ],
    [
      'two-sidecars',
      'One of the three sidecars is not asked for.',
      'required-sidecars-mismatch',
      releases({ required_manifests: SIDECARS.slice(1) }),
      `${RELEASES_AT}/required_manifests`,
    ],
    [
      'fields-without-profile',
      'The profile is missing from the immutable fields.',
      'immutable-fields-mismatch',
      naming({ immutable_fields: FIELDS.filter((field) => field !== 'profile') }),
      '/artifact/naming/immutable_fields',
    ],
    [
      'fields-with-extension',
      'The extension stands among the immutable fields.',
      'immutable-fields-mismatch',
      naming({ immutable_fields: [...FIELDS, 'ext'] }),
      '/artifact/naming/immutable_fields',
    ],
    [
      'deadline-behind-the-sunset',
      'The deadline is one second later than the sunset.',
      'deadline-after-sunset',
      legacyWith({ migration_deadline: '2026-07-01T00:00:01Z' }),
      `${INDEX_AT}/legacy/0/migration_deadline`,
    ],
    [
      'five-generations',
      'Five generations are kept, one too few.',
      'retention-too-short',
      contract({}, { retention: { minimum_generations: 5 } }),
      '/retention/minimum_generations',
    ],
    [
      'source-compatibility-across-versions',
      'Source compatibility is promised within one contract version, across versions.',
      'source-compatibility-mismatch',
      contract({}, { source_compatibility: { scope: ['contract_version'] } }),
      '/source_compatibility/scope',
    ],
    [
      'source-compatibility-within-more',
      'Source compatibility is promised within one target only.',
      'source-compatibility-mismatch',
      contract({}, { source_compatibility: { scope: ['contract_version', 'version', 'target'] } }),
      '/source_compatibility/scope',
    ],
    [
      'darwin-called-linux',
      'The platform is of the family darwin and called Linux.',
      'platform-family-mismatch',
      matrix(linux, { ...linux, platform_family: 'darwin', arch: ['aarch64'] }),
      '/compatibility_matrix/1/os',
    ],
    [
      'linux-twice',
      'Two rows of the matrix name Linux on x86_64.',
      'duplicate-platform',
      matrix(linux, { ...linux, arch: ['aarch64', 'x86_64'] }),
    ],
  ],
);
