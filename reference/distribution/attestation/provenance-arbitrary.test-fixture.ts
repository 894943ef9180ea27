import fc from 'fast-check';
import type { DistributionProvenance } from '../../generated/types/distribution-provenance.ts';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const word = (unit: string, maxLength = 12) => fc.string({ unit: fc.constantFrom(...unit), minLength: 1, maxLength });
const number = fc.nat(20_000).map(String);
const release = fc.tuple(number, number, number).map((parts) => parts.join('.'));
const versions = fc.oneof(
  release,
  fc.tuple(release, word('abcz-')).map(([start, end]) => `${start}-${end}`),
);
const toolchains = fc
  .tuple(release, fc.constantFrom('', '-nightly', '-beta', '-beta.3'))
  .map((parts) => parts.join(''));
const targets = fc.constantFrom('x86_64-unknown-linux-gnu', 'aarch64-apple-darwin', 'thumbv7em-none-eabi', 'a_b-c.d-e');
const revisions = fc.integer({ min: 1, max: 999_999_999 }).map((revision) => `r${revision}`);
const segments = word('abz09_@+-').map((rest) => `s${rest}`);
const paths = fc
  .array(fc.oneof(segments, fc.constant('with a space')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));
const artifactFiles = fc
  .array(fc.oneof(segments, fc.constantFrom('größe', '%20', 'a b', '{x}')), { minLength: 1, maxLength: 5 })
  .map((parts) => `dist/${parts.join('/')}`);
const schemes = fc.constantFrom('https://', 'ssh://', 'git://host/', 'file:///', 'git+https://', 'x:');
const repositories = fc.tuple(schemes, word('abz09./%20?#[]"<>-~!$&')).map((parts) => parts.join(''));
const names = fc.oneof(word('AZaz_', 8), fc.constantFrom('__proto__', 'constructor', 'toString', 'A1', 'A10', 'A2'));
// Halves of characters are no text of strict JSON.
const texts = fc.string({ unit: 'binary', maxLength: 20 });

/** Provenances that break no rule, with their members in the order of the schema. */
export const provenances: fc.Arbitrary<DistributionProvenance> = fc
  .record({
    contract: versions,
    file: artifactFiles,
    digest: hex(64),
    version: versions,
    target: targets,
    profile: fc.constantFrom('release' as const, 'debug' as const),
    toolchain: toolchains,
    commit: fc.oneof(hex(40), hex(64)),
    revision: revisions,
    repository: repositories,
    others: fc.tuple(hex(64), hex(64)),
    orchestrator: paths,
    config: paths,
    command: fc.array(texts, { minLength: 1, maxLength: 5 }),
    epoch: fc.oneof(fc.constantFrom(0, 8_589_934_591), fc.integer({ min: 0, max: 8_589_934_591 })),
    env: fc.array(fc.tuple(names, texts), { maxLength: 5 }),
    full: fc.tuple(texts, fc.constantFrom('rustc', '\\"\u2028')).map((parts) => parts.join('')),
    rebuilds: fc.integer({ min: 2, max: 5 }),
  })
  .map((parts) => ({
    schema_version: 'distribution-provenance-v1',
    contract_version: parts.contract,
    subject: { artifact_file: parts.file, artifact_sha256: parts.digest },
    tuple: {
      version: parts.version,
      target: parts.target,
      profile: parts.profile,
      toolchain: parts.toolchain,
      git_rev: parts.commit,
      dist_revision: parts.revision,
    },
    source: {
      repository: parts.repository,
      git_rev: parts.commit,
      tree_clean: true,
      lockfile_sha256: parts.others[0],
    },
    build: {
      orchestrator: parts.orchestrator,
      config: parts.config,
      config_sha256: parts.others[1],
      command: parts.command,
      source_date_epoch: parts.epoch,
      // ASCII alone: the order of its code units is that of its code points.
      env: Object.fromEntries([...new Map(parts.env)].sort(([a], [b]) => (a < b ? -1 : 1))),
      toolchain_full: parts.full,
    },
    reproducibility: {
      rebuilds: parts.rebuilds,
      verified: true,
      artifact_sha256: Array.from({ length: parts.rebuilds }, () => parts.digest),
    },
  }));

/** A manifest of the same artifact. */
export function toManifestText({ contract_version, subject, tuple, build }: DistributionProvenance): string {
  const { version, target, profile, toolchain, git_rev, dist_revision } = tuple;
  const manifest = {
    schema_version: 'distribution-manifest-v1',
    contract_version,
    name: 'tool',
    version,
    target,
    profile,
    toolchain,
    git_rev,
    gitsha: git_rev.slice(0, 8),
    dist_revision,
    source_date_epoch: build.source_date_epoch,
    artifact_file: subject.artifact_file,
    artifact_format: 'tar.gz',
    artifact_size: 1,
    artifact_sha256: subject.artifact_sha256,
    content_sha256: subject.artifact_sha256,
    files: [{ path: 'tool', mode: '0755', size: 1, sha256: subject.artifact_sha256 }],
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
