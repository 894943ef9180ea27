import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessOwner } from '../../archive/process-owner.ts';
import { type PublishSystem, realSystem } from '../../archive/publish-system.ts';
import type { DistributionIndex } from '../../generated/types/distribution-index.ts';
import { inWriteLane } from '../../process/write-lane.ts';
import type { Finding } from '../../report/finding.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import type { ArtifactIdentity } from '../documents/identity.ts';
import { legacyPaths } from '../documents/templates.ts';
import { aliasesToWrite } from '../produce/legacy-alias.ts';
import { LANE } from '../produce/produce-distribution.ts';
import { type ProducerInputs, readInputs, readProducedIndex } from '../produce/producer-inputs.ts';
import { clearStages, publishRelease, withStage } from '../produce/publish-release.ts';
import { documentText } from '../produce/write-sidecars.ts';
import { folderReader } from '../resolve/folder-reader.ts';

/** Where something is done to what is published, and how. Randomness and time come in here, from the edge. */
export interface UpkeepRequest {
  readonly root: string;
  /** What is taken for the present: says whether legacy paths are still written. */
  readonly now: string;
  /** 32 hex digits, drawn at random. */
  readonly ticket: string;
  /** Milliseconds to wait while somebody else publishes. */
  readonly patience: number;
  readonly surroundings?: { readonly system?: PublishSystem; readonly owner?: ProcessOwner };
}

/** What was done to what is published, or is to be. */
export interface Upkeep {
  /** `planned`: nothing was changed yet; `changed`; `unchanged`: nothing is to be done; `refused`: the findings say why. */
  readonly outcome: 'planned' | 'changed' | 'unchanged' | 'refused';
  /** Versions that go, the lowest first. */
  readonly generations: readonly string[];
  /** How many generations are kept at least. */
  readonly keep: number;
  /** The artifacts whose rows go or change. */
  readonly artifacts: readonly ArtifactIdentity[];
  /** Files that go, as paths from the root. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/** The published state that is worked on. */
export interface PublishedState {
  readonly inputs: ProducerInputs;
  readonly index: DistributionIndex;
}

/** Reads contract, configuration and index, as a producer does; undefined, with findings, where one of them is not sound. */
export async function readPublished(root: string, collector: FindingCollector): Promise<PublishedState | undefined> {
  const reader = folderReader(root);
  const inputs = await readInputs(reader, collector);
  const index = inputs && (await readProducedIndex(reader, inputs, collector));
  return inputs === undefined || index === undefined ? undefined : { inputs, index };
}

/** Runs a task in the lane of producers, with what is published at that moment. */
export async function inUpkeepLane(
  { root, ticket, patience, surroundings = {} }: UpkeepRequest,
  task: (state: PublishedState) => Promise<Upkeep>,
): Promise<Upkeep> {
  const collector = new FindingCollector(HARDENED);
  return inWriteLane({ folder: join(root, LANE), ticket, patience, ...surroundings }, async () => {
    clearStages(root, surroundings.system ?? realSystem);
    const state = await readPublished(root, collector);
    return state === undefined ? refusedUpkeep(collector) : task(state);
  });
}

/** Renames another index into its place, and its copies under the legacy paths that have one or are to have one. */
export async function replaceIndex(
  { root, ticket, now, surroundings: { system = realSystem } = {} }: UpkeepRequest,
  { contract, config }: ProducerInputs,
  index: DistributionIndex,
): Promise<void> {
  const { canonical } = contract.artifact.distribution_index;
  const standing = legacyPaths(contract).filter((path) => existsSync(join(root, path)));
  const indexPaths = [...new Set([canonical, ...aliasesToWrite(contract, config, now), ...standing])];
  const text = Buffer.from(documentText(index));
  await withStage({ root, ticket, system }, (stage) =>
    publishRelease({ root, stage, artifacts: [], index: text, indexPaths, removed: [], system }),
  );
}

/** A refusal, with what the collector has. */
export function refusedUpkeep(collector: FindingCollector): Upkeep {
  return { outcome: 'refused', generations: [], keep: 0, artifacts: [], files: [], findings: collector.findings() };
}
