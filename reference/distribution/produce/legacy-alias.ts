import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { DistributionIndex } from '../../generated/types/distribution-index.ts';
import type { OrchestratorConfig } from '../../generated/types/distribution-orchestrator-config.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { isDistPath } from '../documents/dist-path.ts';
import { rowsOf } from '../documents/index-rows.ts';
import { readDocument, readingLimit } from '../documents/read-document.ts';
import { legacyPaths } from '../documents/templates.ts';
import { staleRows } from '../gate/rules/alias-rules.ts';
import { readWhole } from '../resolve/find-index.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import type { ProducerInputs } from './producer-inputs.ts';

/** The legacy paths that get a copy of the index: all ahead of their sunset, behind it those that are to be written. */
export function aliasesToWrite(
  contract: DistributionContract,
  { legacy_alias }: Pick<OrchestratorConfig, 'legacy_alias'>,
  now: string,
): readonly string[] {
  const { legacy, canonical } = contract.artifact.distribution_index;
  // Moments are written in one way, so that their texts have their order. At the sunset itself the path is over.
  const isWritten = (place: number): boolean =>
    now < (legacy[place]?.deprecation_sunset ?? '') || legacy_alias === 'write';
  return legacyPaths(contract).filter((path, place) => path !== canonical && isWritten(place));
}

/**
 * The legacy paths whose index goes: where the configuration says so, those behind their sunset with an index of which
 * each row stands in the canonical one (section 8). What cannot be read stays, and the gate says why.
 */
export async function aliasesToRemove(
  reader: RepositoryReader,
  { contract, config }: Pick<ProducerInputs, 'contract' | 'config'>,
  index: DistributionIndex,
  now: string,
): Promise<readonly string[]> {
  if (config.legacy_alias !== 'remove') return [];
  const kept = new Set([contract.artifact.distribution_index.canonical, ...aliasesToWrite(contract, config, now)]);
  const removed: string[] = [];
  for (const path of new Set(legacyPaths(contract))) {
    if (!kept.has(path) && isDistPath(path) && (await isCovered(reader, path, index))) removed.push(path);
  }
  return removed;
}

async function isCovered(reader: RepositoryReader, path: string, index: DistributionIndex): Promise<boolean> {
  const bytes = await readWhole(reader, path, readingLimit('index'));
  if (typeof bytes === 'string') return false;
  const alias = readDocument('index', bytes, new FindingCollector(HARDENED), path);
  return alias !== undefined && staleRows({ rows: rowsOf(alias.value) }, { rows: rowsOf(index) }).length === 0;
}
