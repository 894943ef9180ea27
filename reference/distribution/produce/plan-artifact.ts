import type { DistributionIndex } from '../../generated/types/distribution-index.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { ArtifactIdentity } from '../documents/identity.ts';
import { rowsOf, type StatedRow } from '../documents/index-rows.ts';
import { matrixRowOf } from '../documents/matrix.ts';
import { type ArtifactPaths, renderPaths } from '../documents/templates.ts';
import { compareRevisions, isVersion } from '../documents/versions.ts';
import type { BuildFacts, BuiltTarget } from './build-facts.ts';
import { filesOf, firstDifference, type PackedArtifact, type PackedFile, packArtifact } from './pack-artifact.ts';
import type { ProducerInputs } from './producer-inputs.ts';

/** Facts with which an artifact can be built. */
export type SoundFacts = BuildFacts & { readonly sourceDateEpoch: number };

/** An artifact whose builds agree. */
export interface PackedTarget {
  readonly target: string;
  readonly profile: 'release' | 'debug';
  readonly files: readonly PackedFile[];
  readonly packed: PackedArtifact;
}

/** What becomes of an artifact: its identity and its paths, and the row that it has already. */
export interface PlannedArtifact {
  readonly identity: ArtifactIdentity & { readonly profile: 'release' | 'debug' };
  readonly gitsha: string;
  readonly paths: ArtifactPaths;
  readonly published: StatedRow | undefined;
}

const SHORT_COMMIT = 8;
const REBUILDS = 2;

/** How often is built, no more and no less. */
export function rebuildsOf({ config }: Pick<ProducerInputs, 'config'>): number {
  return config.reproducibility?.rebuilds ?? REBUILDS;
}

/** Judges what is known of sources and compiler; undefined, with findings, where nothing may be published. */
export function checkFacts(
  facts: BuildFacts,
  { config }: ProducerInputs,
  collector: FindingCollector,
): SoundFacts | undefined {
  if (!facts.isTreeClean) collector.add('distribution/dirty-tree', {});
  if (!isVersion(facts.version)) collector.add('distribution/source-version-invalid', {});
  if (config.toolchain !== 'auto' && config.toolchain !== facts.toolchain) {
    const details = { actual: facts.toolchain, expected: config.toolchain };
    collector.add('distribution/toolchain-mismatch', {}, details);
  }
  const { sourceDateEpoch } = facts;
  if (sourceDateEpoch === undefined) collector.add('distribution/no-epoch', {});
  if (sourceDateEpoch === 'invalid') collector.add('distribution/epoch-invalid', {});
  return collector.errorCount > 0 || typeof sourceDateEpoch !== 'number' ? undefined : { ...facts, sourceDateEpoch };
}

/** Whether anything new may be published for a target. */
export function checkPlatform(target: string, { contract }: ProducerInputs, collector: FindingCollector): void {
  const row = matrixRowOf(target, contract.compatibility_matrix);
  if (row?.compatibility !== 'removed') return;
  collector.add('distribution/platform-removed', {}, { target, platform: row.os });
}

/** Packs each build of a target and compares them; undefined, with findings, where they differ or lack a program. */
export function packTarget(
  { target, profile, outputs }: BuiltTarget,
  inputs: ProducerInputs,
  time: number,
  collector: FindingCollector,
): PackedTarget | undefined {
  const builds: { readonly files: readonly PackedFile[]; readonly packed: PackedArtifact }[] = [];
  for (const output of outputs) {
    const { files, problem } = filesOf(output, target, inputs.contract, inputs.config);
    if (problem !== undefined) {
      collector.add('distribution/build-failed', {}, { problem });
      return undefined;
    }
    const packed = packOrProblem(files, time);
    if (typeof packed === 'string') {
      collector.add('distribution/build-failed', {}, { problem: packed });
      return undefined;
    }
    builds.push({ files, packed });
  }
  const [first, ...others] = builds;
  if (first === undefined || builds.length !== rebuildsOf(inputs)) {
    const problem = `${target} was built ${builds.length} times, and ${rebuildsOf(inputs)} builds are asked for`;
    collector.add('distribution/build-failed', {}, { problem });
    return undefined;
  }
  for (const other of others) {
    const member = firstDifference(first.packed, other.packed);
    if (member === undefined) continue;
    collector.add('distribution/not-reproducible', {}, { member, target });
    return undefined;
  }
  return { target, profile, ...first };
}

/** What was packed, or why no archive holds these files: the configuration may name two of one path. */
function packOrProblem(files: readonly PackedFile[], time: number): PackedArtifact | string {
  try {
    return packArtifact(files, time, () => {});
  } catch (error) {
    if (error instanceof ContractsError && error.code === 'usage') return error.message;
    throw error;
  }
}

/** Gives an artifact its revision; undefined, with findings, where it may not be published (section 8). */
export function planArtifact(
  { target, profile, packed }: PackedTarget,
  { facts, inputs, index, newRevision }: ReleaseState,
  collector: FindingCollector,
): PlannedArtifact | undefined {
  const { contract, config } = inputs;
  const gitsha = facts.gitRev.slice(0, config.gitsha_length ?? SHORT_COMMIT);
  const member = contract.artifact.distribution_index.canonical;
  const { version, toolchain, gitRev: git_rev } = facts;
  const siblings = rowsOf(index).filter(
    ({ identity }) =>
      identity.version === version &&
      identity.target === target &&
      identity.profile === profile &&
      identity.toolchain === toolchain,
  );
  if (siblings.some(({ identity, row }) => row.gitsha === gitsha && identity.git_rev !== git_rev)) {
    collector.add('distribution/short-commit-collision', { member }, { gitsha });
    return undefined;
  }
  const same = siblings.filter(({ identity }) => identity.git_rev === git_rev).map(({ row }) => row);
  const known = same.find(({ artifact_sha256 }) => artifact_sha256 === packed.sha256);
  const last = same.sort((a, b) => compareRevisions(a.dist_revision, b.dist_revision)).at(-1);
  if (known === undefined && last !== undefined && !newRevision) {
    const details = { actual: packed.sha256, expected: last.artifact_sha256 };
    collector.add('distribution/artifact-immutable', { member }, details);
    return undefined;
  }
  const next = last === undefined ? 'r1' : `r${BigInt(last.dist_revision.slice(1)) + 1n}`;
  const identity = { version, target, profile, toolchain, git_rev, dist_revision: known?.dist_revision ?? next };
  return { identity, gitsha, paths: renderPaths(contract, identity, gitsha), published: known };
}

/** What a release goes by once everything about it is known. */
export interface ReleaseState {
  readonly facts: SoundFacts;
  readonly inputs: ProducerInputs;
  readonly index: DistributionIndex;
  /** Whether another build of published sources gets a revision of its own. */
  readonly newRevision: boolean;
}
