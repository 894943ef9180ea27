import { join } from 'node:path';
import { ContractsError } from '../../report/contracts-error.ts';
import { countHits, mayBeUpToDate, noteBuild, tellAssets, toNotedOutputs } from './build-notes.ts';
import { checkPlan } from './check-plan.ts';
import { buildSetOf, checkWorkspace } from './check-workspace.ts';
import { compareOutputs } from './compare-outputs.ts';
import { type Noted, readFingerprints } from './fingerprints.ts';
import { createInputDigests } from './input-digests.ts';
import { changeProject, isBlocked, type Operation, type PackerRequest } from './operation.ts';
import { type BuildSummary, type Ending, NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { type PackPlan, planPack } from './plan-pack.ts';
import { type PublishedOutput, publishPack } from './publish-pack.ts';
import { describeForTools, keysOf } from './table-metadata.ts';
import { readWorkspace } from './workspace.ts';
import { OUTPUT, PACK, STAGE } from './workspace-layout.ts';

export interface BuildOptions {
  /** Whether to do without what the build before has noted. The bytes are the same. */
  readonly full?: boolean;
}

/**
 * `build`: makes the pack of the registered and included assets, with its companions, in `build/` of the project. It
 * works from one snapshot of the workspace, and publishes what the contract accepts or nothing.
 * Throws ContractsError `usage` where the project is no folder.
 */
export function buildPack(request: PackerRequest, { full = false }: BuildOptions = {}): Promise<OperationResult> {
  return changeProject('build', request, async (operation) => {
    const plan = planBuild(operation);
    if (plan === undefined) return NOTHING_CHANGED;
    const { project, emit } = operation;
    const total = plan.assets.length;
    emit('build_started', `${total} assets`, { affected_assets: plan.assets.map(({ entry }) => entry.asset_id) });
    const noted = full ? undefined : readFingerprints(project);
    const ending = (await makePack(operation, plan, noted)) ?? (await makePack(operation, plan, undefined));
    if (ending === undefined) throw new ContractsError('source-changed', 'the workspace changed while it was read');
    emit('build_finished', ending.build?.changed === false ? 'nothing changed' : `${total} assets`);
    return ending;
  });
}

/** Reads and judges the assets of a build; undefined where a MUST is broken. */
export function planBuild(operation: Operation): PackPlan | undefined {
  const { project, collector, emit } = operation;
  const workspace = readWorkspace(project, 'included', collector);
  if (workspace !== undefined) checkWorkspace(workspace, collector);
  const plan = workspace === undefined || isBlocked(operation) ? undefined : planPack(buildSetOf(workspace));
  if (plan !== undefined) checkPlan(plan, collector);
  emit('diagnostics_updated', `${collector.errorCount} blocking findings`);
  return isBlocked(operation) ? undefined : plan;
}

// Undefined where what was noted turned out to be wrong.
async function makePack(operation: Operation, plan: PackPlan, noted: Noted | undefined): Promise<Ending | undefined> {
  const { project, emit, system } = operation;
  const digests = createInputDigests(project, noted);
  const described = plan.assets.map((planned) => describeForTools(planned, digests));
  const comparison = { keys: keysOf(plan, described), noted };
  const hits = countHits(comparison);
  if (mayBeUpToDate(project, comparison)) {
    // What was noted is not enough to leave the outputs as they are.
    const standing = compareOutputs({ plan, digests, described }, join(project, OUTPUT));
    if (standing === 'stale') return undefined;
    if (standing !== 'other') {
      tellAssets(comparison, emit);
      return { ...NOTHING_CHANGED, build: summarise(plan, standing, { hits, changed: false }) };
    }
  }
  const total = plan.assets.length;
  const target = { folder: join(project, OUTPUT), name: PACK, companions: true, stage: STAGE, system };
  const onAsset = (done: number): void =>
    emit('progress_updated', `${done} of ${total} assets`, { progress: { done, total } });
  const outputs = await publishPack({ plan, digests, described, target, onAsset });
  if (outputs === 'stale') return undefined;
  tellAssets(comparison, emit);
  await noteBuild(
    project,
    { assets: comparison.keys, files: digests.notes(), outputs: toNotedOutputs(outputs) },
    system,
  );
  const changes = outputs.map(({ path }) => ({ action: 'write', path: `${OUTPUT}/${path}` }) as const);
  return { applied: true, changes, build: summarise(plan, outputs, { hits, changed: true }) };
}

function summarise(
  { assets, header }: PackPlan,
  outputs: readonly PublishedOutput[],
  { hits, changed }: { readonly hits: number; readonly changed: boolean },
): BuildSummary {
  return {
    assets: assets.length,
    preloaded: header.preload.length,
    changed,
    cache: { hits, misses: assets.length - hits },
    outputs: outputs.map(({ path, size, sha256 }) => ({ path: `${OUTPUT}/${path}`, size, sha256 })),
  };
}
