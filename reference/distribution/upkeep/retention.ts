import { dirname, join } from 'node:path';
import { tolerate } from '../../archive/publish-steps.ts';
import { type PublishSystem, realSystem } from '../../archive/publish-system.ts';
import { attempt } from '../../report/attempt.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { folderSource } from '../changes/folder-source.ts';
import { generationsOf, keptGenerations } from '../changes/generations.ts';
import { isDistPath } from '../documents/dist-path.ts';
import { rowsOf, type StatedRow } from '../documents/index-rows.ts';
import { renderTemplate } from '../documents/templates.ts';
import { isVersion } from '../documents/versions.ts';
import { withRows } from '../produce/merge-index.ts';
import type { ProducerInputs } from '../produce/producer-inputs.ts';
import {
  inUpkeepLane,
  type PublishedState,
  readPublished,
  refusedUpkeep,
  replaceIndex,
  type Upkeep,
  type UpkeepRequest,
} from './upkeep.ts';

export interface RetentionRequest extends UpkeepRequest {
  /** Generations that are kept; what the contract and the configuration keep is kept in any case. */
  readonly keep?: number | undefined;
  /** Told what goes, ahead of the first removal. */
  readonly onPlan?: ((plan: Upkeep) => void) | undefined;
}

/** What would go (contracts/distribution/v1, section 9.2): whole generations, the lowest first. Changes nothing. */
export async function planRetention({ root, keep }: RetentionRequest): Promise<Upkeep> {
  const collector = new FindingCollector(HARDENED);
  const state = await readPublished(root, collector);
  return state === undefined ? refusedUpkeep(collector) : planOf(root, state, keep);
}

/**
 * Removes what the plan says: the rows first, by renaming another index into place, and then the files. Whoever is killed
 * in between leaves files that no row refers to, and the next run removes them. Throws ContractsError `busy` and `io`.
 */
export async function applyRetention(request: RetentionRequest): Promise<Upkeep> {
  const { root, keep, onPlan, surroundings: { system = realSystem } = {} } = request;
  return inUpkeepLane(request, async (state) => {
    const plan = planOf(root, state, keep);
    if (plan.outcome === 'unchanged') return plan;
    onPlan?.(plan);
    const { inputs, index } = state;
    if (plan.generations.length > 0) {
      const going = new Set(plan.generations);
      const rows = rowsOf(index).filter(({ identity }) => !going.has(identity.version));
      await replaceIndex(request, inputs, withRows(index, rows));
    }
    for (const path of plan.files) attempt(`cannot remove ${path}`, () => system.remove(join(root, path)));
    removeEmptyFolders(root, plan.files, system);
    return { ...plan, outcome: 'changed' };
  });
}

function planOf(root: string, { inputs, index }: PublishedState, asked: number | undefined): Upkeep {
  const rows = rowsOf(index);
  const keep = Math.max(keptGenerations(inputs.contract), inputs.config.retention_generations ?? 0, asked ?? 0);
  const versions = generationsOf({ rows });
  const generations = versions.slice(0, Math.max(0, versions.length - keep));
  const going = new Set(generations);
  const [gone, left] = [true, false].map((isGoing) =>
    rows.filter(({ identity }) => going.has(identity.version) === isGoing),
  );
  const kept = new Set((left ?? []).flatMap(({ row }) => filesOf(row)));
  const versionIn = versionOfPath(inputs);
  const isKept = new Set(versions.filter((version) => !going.has(version)));
  const files = [...folderSource(root).files.keys()].filter((path) => {
    const version = versionIn(path);
    return version !== undefined && !isKept.has(version) && !kept.has(path);
  });
  const stated = (gone ?? []).flatMap(({ row }) => filesOf(row)).filter((path) => isDistPath(path) && !kept.has(path));
  const standing = folderSource(root).files;
  return {
    outcome: generations.length === 0 && files.length === 0 ? 'unchanged' : 'planned',
    generations,
    keep,
    artifacts: (gone ?? []).map(({ identity }) => identity),
    files: [...new Set([...files, ...stated.filter((path) => standing.has(path))])].sort(compareCodePoints),
    findings: [],
  };
}

function filesOf({ artifact_file, manifest_file, checksums_file, provenance_file }: StatedRow): readonly string[] {
  return [artifact_file, manifest_file, checksums_file, ...(provenance_file === undefined ? [] : [provenance_file])];
}

const PLACE = '{version}/';

/** The version whose folder a path stands in, by the contract's template. */
function versionOfPath({ contract }: ProducerInputs): (path: string) => string | undefined {
  const template = contract.artifact.release_artifacts.artifact_directory_template;
  const at = template.indexOf(PLACE);
  const prefix = renderTemplate(template.slice(0, Math.max(0, at)), { contract_version: contract.contract_version });
  return (path) => {
    if (at === -1 || prefix.includes('{') || !prefix.endsWith('/') || !path.startsWith(prefix)) return undefined;
    const [version = '', ...rest] = path.slice(prefix.length).split('/');
    return rest.length > 0 && isVersion(version) ? version : undefined;
  };
}

function removeEmptyFolders(root: string, files: readonly string[], system: PublishSystem): void {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); folder.includes('/'); folder = dirname(folder)) folders.add(folder);
  }
  // The deepest first. One that holds something else cannot be removed, and stays.
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    tolerate(() => system.removeFolder(join(root, folder)));
  }
}
