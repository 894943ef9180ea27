import type { Recipe } from '../recipe.ts';
import { draftArtifact, FIRST, type Members, sha256, toDocument } from './artifact-draft.ts';
import { LIKE_COMMIT } from './commits.ts';
import { CONFIGURATION, CONTRACT, draftIndex, toContract } from './repository-draft.ts';
import { accepts, rejects } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';

/** Sections 3.2 to 3.6: what a document alone has to keep. */
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const rule = (name: string): string => `distribution/${name}`;

/** A document and the ways to break it: name, why, rule, changed document, pointer. */
type Breach = readonly [string, string, string, Uint8Array, string?];

function family(
  twin: { readonly name: string; readonly why: string; readonly input: Uint8Array },
  breaches: readonly Breach[],
  warnings: readonly string[] = [],
): readonly Recipe[] {
  const cites = [...new Set(breaches.map(([, , broken]) => rule(broken)))];
  return [
    accepts(twin.name, twin.why, twin.input, { cites, warnings }),
    ...breaches.map(([name, why, broken, input, pointer]) =>
      rejects(name, why, twin.name, rule(broken), input, pointer === undefined ? {} : { pointer }),
    ),
  ];
}

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

const contracts = family(
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

const second = another({ dist_revision: 'r2' });
const apart = (level: 'releases' | 'targets' | 'profiles'): Uint8Array => draftIndex([ONE, second], {}, level);
const ROWS = '/releases/0/targets/0/profiles/0/artifacts';
const longer = draftArtifact(second.identity, { gitshaLength: 12 });
const indexes = family(
  { name: 'index-alone', why: 'An index of two revisions, by itself.', input: draftIndex([ONE, second]) },
  [
    [
      'two-releases-of-a-version',
      'Two releases have the same version.',
      'duplicate-release',
      apart('releases'),
      '/releases/1/version',
    ],
    [
      'two-targets-of-a-release',
      'Two targets of a release are the same.',
      'duplicate-target',
      apart('targets'),
      '/releases/0/targets/1/target',
    ],
    [
      'two-profiles-of-a-target',
      'Two profiles of a target are the same.',
      'duplicate-profile',
      apart('profiles'),
      '/releases/0/targets/0/profiles/1/profile',
    ],
    ['two-rows-of-a-key', 'Two rows have the same key.', 'duplicate-row', draftIndex([ONE, ONE]), `${ROWS}/1`],
    [
      'short-form-of-another-commit',
      'The short form in the second row is not the beginning of its commit.',
      'gitsha-mismatch',
      draftIndex([ONE, draftArtifact(second.identity, { row: { gitsha: 'ab12cd35' } })]),
      `${ROWS}/1/gitsha`,
    ],
    [
      'short-forms-of-two-lengths',
      'The short form in the second row is longer than that in the first.',
      'gitsha-length',
      draftIndex([ONE, longer]),
      `${ROWS}/1/gitsha`,
    ],
    [
      'short-form-of-two-commits',
      'Two commits have the same short form.',
      'gitsha-collision',
      draftIndex([ONE, another({ git_rev: LIKE_COMMIT, dist_revision: 'r2' })]),
      `${ROWS}/1/gitsha`,
    ],
    [
      'release-with-leading-zero',
      'The version of a release has a leading zero.',
      'invalid-version',
      draftIndex([ONE, another({ version: '0.02.0' })]),
      '/releases/1/version',
    ],
    [
      'prerelease-with-leading-zero',
      'A number of the prerelease has a leading zero.',
      'invalid-version',
      draftIndex([ONE, another({ version: '0.2.0-01' })]),
      '/releases/1/version',
    ],
    [
      'target-with-empty-part',
      'A part of a target is empty.',
      'invalid-target',
      draftIndex([ONE, another({ target: 'x86_64-unknown-linux-' })]),
      '/releases/0/targets/1/target',
    ],
    [
      'target-of-five-parts',
      'A target has five parts.',
      'invalid-target',
      draftIndex([ONE, another({ target: 'x86_64-unknown-linux-gnu-x' })]),
      '/releases/0/targets/1/target',
    ],
    [
      'toolchain-of-a-channel',
      'A toolchain has the name of a channel behind its numbers.',
      'invalid-toolchain',
      draftIndex([ONE, another({ toolchain: '1.84.0-stable' })]),
      `${ROWS}/1/toolchain`,
    ],
    [
      'toolchain-of-four-numbers',
      'A toolchain has four numbers.',
      'invalid-toolchain',
      draftIndex([ONE, another({ toolchain: '1.84.0.1' })]),
      `${ROWS}/1/toolchain`,
    ],
    [
      'yanked-on-30-february',
      'The artifact was yanked on a day that there is not.',
      'invalid-instant',
      draftIndex([ONE, draftArtifact(second.identity, { row: { yanked: { reason: 'x', since: '2026-02-30' } } })]),
      `${ROWS}/1/yanked/since`,
    ],
    [
      'commit-of-forty-one-digits',
      'A commit has one digit more than forty.',
      'invalid-commit',
      draftIndex([ONE, another({ git_rev: `${FIRST.git_rev}0`, dist_revision: 'r2' })]),
      `${ROWS}/1/git_rev`,
    ],
    [
      'index-path-that-escapes',
      'The path of an artifact leads out of the root.',
      'path-unsafe',
      draftIndex([ONE, draftArtifact(second.identity, { row: { artifact_file: '../a' } })]),
      `${ROWS}/1/artifact_file`,
    ],
    [
      'index-of-another-version',
      'The document is of a version that is not known.',
      'unknown-schema-version',
      draftIndex([ONE, second], { schema_version: 'distribution-index-v2' }),
    ],
    [
      'nothing-that-is-known',
      'The object has no member by which a document would be known.',
      'unknown-schema-version',
      text('{}\n'),
    ],
  ],
);

const manifest = ONE.files[`${ONE.folder}/package/manifest.json`];
const provenance = ONE.files[`${ONE.folder}/package/provenance.json`];
const asBytes = (entry: typeof manifest): Uint8Array => (entry instanceof Uint8Array ? entry : text(''));
const sidecar = (name: string, changes: Parameters<typeof draftArtifact>[1]): Uint8Array =>
  asBytes(draftArtifact(FIRST, changes).files[`${ONE.folder}/package/${name}.json`]);
const file = (path: string): Members => ({ path, mode: '0644', size: 0, sha256: sha256('') });
const merge = (value: unknown, change: Members): Members =>
  typeof value === 'object' && value !== null ? { ...value, ...change } : change;
const other = sha256('other');

const sidecars = [
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
        'configuration-of-a-channel',
        'The toolchain is the name of a channel.',
        'invalid-toolchain',
        toDocument(CONFIGURATION, { toolchain: 'stable' }),
        '/toolchain',
      ],
    ],
  ),
];

const warned = (name: string, why: string, input: Uint8Array, ...warnings: readonly string[]): Recipe =>
  accepts(name, why, input, { warnings: warnings.map(rule) });
const warnings = [
  warned(
    'releases-not-sorted',
    'The releases are not sorted by their version.',
    draftIndex([another({ version: '0.10.0' }), another({ version: '0.9.0' })]),
    'index-order',
  ),
  warned(
    'rows-sorted-as-text',
    'Revision r10 stands ahead of r2, as texts would be sorted.',
    draftIndex([ONE, another({ dist_revision: 'r10' }), second]),
    'index-order',
  ),
  accepts(
    'releases-sorted-by-number',
    'Version 0.10.0 stands behind 0.9.0.',
    draftIndex([another({ version: '0.9.0' }), another({ version: '0.10.0' })]),
    { cites: [rule('index-order'), rule('document-not-canonical'), rule('unknown-member')] },
  ),
  warned(
    'index-of-the-seed',
    'The index has no more than what readers need.',
    draftIndex([draftArtifact(FIRST, { row: { gitsha: undefined, provenance_file: undefined } })], {
      schema_version: undefined,
      contract_version: undefined,
      name: undefined,
    }),
    'missing-producer-member',
  ),
  warned(
    'checksums-of-the-seed',
    'The checksums hold the digest of the artifact and nothing else.',
    toDocument({ artifact_sha256: other }),
    'missing-producer-member',
  ),
  warned(
    'index-with-another-member',
    'The index has a member that its schema does not have.',
    draftIndex([ONE], { generator: 'x' }),
    'unknown-member',
  ),
  warned(
    'index-on-one-line',
    'The index is written on one line.',
    text(`${JSON.stringify(JSON.parse(new TextDecoder().decode(draftIndex([ONE]))))}\n`),
    'document-not-canonical',
  ),
  warned(
    'index-without-line-feed',
    'No line feed ends the index.',
    draftIndex([ONE]).subarray(0, -1),
    'document-not-canonical',
  ),
];

export const documentRecipes: readonly Recipe[] = [...contracts, ...indexes, ...sidecars, ...warnings];
