import { join } from 'node:path';
import { bufferSource } from '../../archive/byte-source.ts';
import type { ProcessOwner } from '../../archive/process-owner.ts';
import { type PublishSystem, realSystem } from '../../archive/publish-system.ts';
import type { DistributionIndex } from '../../generated/types/distribution-index.ts';
import { inWriteLane } from '../../process/write-lane.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { Finding } from '../../report/finding.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import { resolveArtifact } from '../resolve/resolve.ts';
import type { BuildFacts, BuiltTarget, ReleasedArtifact } from './build-facts.ts';
import { aliasesToRemove, aliasesToWrite } from './legacy-alias.ts';
import { mergeRow } from './merge-index.ts';
import {
  checkFacts,
  checkPlatform,
  type PackedTarget,
  type PlannedArtifact,
  packTarget,
  planArtifact,
  type SoundFacts,
} from './plan-artifact.ts';
import { type ProducerInputs, readInputs, readProducedIndex } from './producer-inputs.ts';
import { clearStages, publishRelease, withStage } from './publish-release.ts';
import { lockfileDigest, type StagedArtifact, stageArtifact } from './stage-release.ts';
import { documentText } from './write-sidecars.ts';

/** What is published, and how. Builds, randomness and time come in here, from the edge. */
export interface ReleaseRequest {
  /** Folder of the repository, with the contract in `docs/`. */
  readonly root: string;
  readonly facts: BuildFacts;
  readonly built: readonly BuiltTarget[];
  /** Whether another build of sources that are published gets a revision of its own. */
  readonly newRevision: boolean;
  /** What is taken for the present, as `2026-07-01T00:00:00Z`: says whether legacy paths are still written. */
  readonly now: string;
  /** 32 hex digits, drawn at random: sets this producer apart from others. */
  readonly ticket: string;
  /** Milliseconds to wait while another producer publishes. */
  readonly patience: number;
  readonly surroundings?: { readonly system?: PublishSystem; readonly owner?: ProcessOwner };
}

export interface Release {
  /** `published`: something is new; `unchanged`: everything stood there already; `refused`: nothing was changed. */
  readonly outcome: 'published' | 'unchanged' | 'refused';
  readonly artifacts: readonly ReleasedArtifact[];
  readonly findings: readonly Finding[];
}

/** Folder of the lane that producers and signers of one repository work in. */
export const LANE = '.distribution-lane';

/**
 * Publishes what was built below `dist` of a repository (contracts/distribution/v1, section 8): archive, sidecars, row. It
 * reads back what it wrote before anybody can see it. All or nothing: with one finding against one target, nothing is
 * published. Throws ContractsError `usage` for what a program cannot be packed from, `busy` where another producer does not
 * end, `io` and `source-changed`.
 */
export async function produceDistribution(request: ReleaseRequest): Promise<Release> {
  const { root, surroundings = {}, ticket, patience } = request;
  const collector = new FindingCollector(HARDENED);
  const inputs = await readInputs(folderReader(root), collector);
  const facts = inputs && checkFacts(request.facts, inputs, collector);
  if (inputs === undefined || facts === undefined) return refused(collector);
  const packed = packAll(request, inputs, facts, collector);
  if (collector.errorCount > 0) return refused(collector);
  return inWriteLane({ folder: join(root, LANE), ticket, patience, ...surroundings }, () =>
    release({ ...request, facts }, inputs, packed, collector),
  );
}

type SoundRequest = ReleaseRequest & { readonly facts: SoundFacts };

function packAll(
  { built }: ReleaseRequest,
  inputs: ProducerInputs,
  facts: SoundFacts,
  collector: FindingCollector,
): readonly PackedTarget[] {
  for (const { target } of built) checkPlatform(target, inputs, collector);
  if (collector.errorCount > 0) return [];
  return built.flatMap((target) => packTarget(target, inputs, facts.sourceDateEpoch, collector) ?? []);
}

async function release(
  request: SoundRequest,
  inputs: ProducerInputs,
  packed: readonly PackedTarget[],
  collector: FindingCollector,
): Promise<Release> {
  const { root, facts, newRevision, surroundings: { system = realSystem } = {} } = request;
  clearStages(root, system);
  const reader = folderReader(root);
  const index = await readProducedIndex(reader, inputs, collector);
  if (index === undefined) return refused(collector);
  const plans = packed.flatMap((target) => {
    const planned = planArtifact(target, { facts, inputs, index, newRevision }, collector);
    return planned === undefined ? [] : [{ target, planned }];
  });
  if (collector.errorCount > 0) return refused(collector);
  const { canonical } = inputs.contract.artifact.distribution_index;
  const indexPaths = [canonical, ...aliasesToWrite(inputs.contract, inputs.config, request.now)];
  const fresh = plans.filter(({ planned }) => planned.published === undefined);
  const artifacts = plans.map(({ target, planned }) => toReleased(target, planned));
  const toRemove = (published: DistributionIndex): Promise<readonly string[]> =>
    aliasesToRemove(reader, inputs, published, request.now);
  if (
    fresh.length === 0 &&
    (await toRemove(index)).length === 0 &&
    (await standsEverywhere(reader, indexPaths, indexText(index)))
  ) {
    return { outcome: 'unchanged', artifacts, findings: [] };
  }
  await withStage({ root, ticket: request.ticket, system }, async (stage) => {
    const staged: StagedArtifact[] = [];
    let merged = index;
    for (const [place, { target, planned }] of fresh.entries()) {
      const lockfileSha256 = lockfileDigest(sourcesOf(request, target), inputs);
      const folder = join(stage, `artifact-${place}`);
      const artifact = await stageArtifact({ target, planned, facts, inputs, lockfileSha256, stage: folder }, system);
      staged.push(artifact);
      merged = mergeRow(merged, { identity: planned.identity, row: artifact.row });
    }
    const text = indexText(merged);
    await readBack(reader, staged, { canonical, text }, request.now);
    const removed = await toRemove(merged);
    await publishRelease({ root, stage, artifacts: staged, index: text, indexPaths, removed, system });
  });
  return { outcome: fresh.length === 0 ? 'unchanged' : 'published', artifacts, findings: [] };
}

function sourcesOf({ built }: ReleaseRequest, { target, profile }: PackedTarget): string {
  const meant = built.find((entry) => entry.target === target && entry.profile === profile);
  const [output] = meant?.outputs ?? [];
  if (output === undefined) throw new ContractsError('internal', `nothing was built for ${target}`);
  return output.sources;
}

function indexText(index: DistributionIndex): Buffer {
  return Buffer.from(documentText(index));
}

async function standsEverywhere(
  reader: RepositoryReader,
  paths: readonly string[],
  text: Uint8Array,
): Promise<boolean> {
  for (const path of paths) {
    const opened = await reader.open(path, text.length);
    if (opened.kind !== 'file') return false;
    try {
      const bytes = Buffer.alloc(opened.source.size);
      opened.source.read(0, bytes);
      if (!bytes.equals(text)) return false;
    } finally {
      opened.close();
    }
  }
  return true;
}

/** Resolves each artifact from the stage, as a consumer would, and opens its archive. */
async function readBack(
  reader: RepositoryReader,
  staged: readonly StagedArtifact[],
  index: { readonly canonical: string; readonly text: Uint8Array },
  now: string,
): Promise<void> {
  const overlay: RepositoryReader = {
    async open(path, most) {
      if (path === index.canonical) return { kind: 'file', source: bufferSource(index.text), close: () => {} };
      const artifact = staged.find(({ folder }) => path.startsWith(`${folder}/`));
      if (artifact === undefined) return reader.open(path, most);
      return folderReader(artifact.stage).open(path.slice(artifact.folder.length + 1), most);
    },
  };
  for (const { planned } of staged) {
    const resolution = await resolveArtifact(overlay, { identity: planned.identity, now, options: { deep: true } });
    if (resolution.kind === 'resolved' && resolution.path === planned.paths.artifact_file) continue;
    const rule = resolution.kind === 'refused' ? resolution.rule : 'another artifact';
    throw new ContractsError('internal', `what was written is not what was meant: ${rule}`);
  }
}

function toReleased({ packed }: PackedTarget, { identity, paths, published }: PlannedArtifact): ReleasedArtifact {
  const outcome = published === undefined ? 'published' : 'unchanged';
  return { identity, path: published?.artifact_file ?? paths.artifact_file, sha256: packed.sha256, outcome };
}

function refused(collector: FindingCollector): Release {
  return { outcome: 'refused', artifacts: [], findings: collector.findings() };
}
