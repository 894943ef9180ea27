import type { RuleId } from '../../generated/catalogue.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { checkContents } from './check-contents.ts';
import { checkOutputs } from './check-outputs.ts';
import { checkPlan } from './check-plan.ts';
import { buildSetOf, checkWorkspace } from './check-workspace.ts';
import { greatestGivenId } from './given-ids.ts';
import { FIXABLE, mendWorkspace } from './mend-workspace.ts';
import { changeProject, type Operation, type PackerRequest, readProject } from './operation.ts';
import { type Ending, NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { checkOwnFolders } from './own-folders.ts';
import { planPack } from './plan-pack.ts';
import { findStrays } from './stray-stages.ts';
import { surveyFolders } from './survey-folders.ts';
import { readWorkspace } from './workspace.ts';

export interface DoctorOptions {
  /** Whether everything below `assets/` is looked at, and not only what is registered. */
  readonly workspace?: boolean;
  /** Whether to mend what can be mended without a decision of anybody. */
  readonly fix?: boolean;
}

/**
 * `doctor`: everything that is wrong with a workspace. With `fix`, what has one safe and mechanical remedy is mended
 * first, and the result tells what is left; everything else is left to its owner.
 * Throws ContractsError `usage` where the project is no folder.
 */
export function doctorWorkspace(request: PackerRequest, options: DoctorOptions = {}): Promise<OperationResult> {
  if (options.fix !== true) {
    return readProject('doctor', request, (operation) => {
      inspect(operation, operation.collector, options);
      return { ...NOTHING_CHANGED, fixable: fixableOf(operation.collector) };
    });
  }
  return changeProject('doctor', request, async (operation): Promise<Ending> => {
    const before = new FindingCollector(HARDENED);
    inspect(operation, before, options);
    const changes = await mendWorkspace(operation, before.findings());
    inspect(operation, operation.collector, options);
    for (const { path } of changes) operation.emit('action_applied', `${path} was mended`);
    const fixable = fixableOf(operation.collector);
    return { effect: 'workspace', applied: changes.length > 0, changes, fixable };
  });
}

function inspect(
  { project, emit }: Operation,
  collector: FindingCollector,
  { workspace: wide = false }: DoctorOptions,
): void {
  checkOwnFolders(project, collector);
  const workspace = readWorkspace(project, 'registered', collector);
  if (workspace !== undefined) {
    // A build, which gives no id, does not look for those that only its outputs still know.
    checkWorkspace({ ...workspace, given: greatestGivenId(project) }, collector);
    if (collector.errorCount === 0) checkPlan(planPack(buildSetOf(workspace)), collector);
    checkContents(workspace, collector);
  }
  const surveyed = wide && workspace !== undefined ? surveyFolders(workspace, collector) : [];
  checkOutputs(project, collector);
  const strays = [...findStrays(project, workspace), ...surveyed];
  for (const path of strays) collector.add('assets-pa/stray-stage', { member: path });
  emit('diagnostics_updated', `${collector.findings().length} findings`);
}

function fixableOf(collector: FindingCollector): readonly RuleId[] {
  const found = new Set(collector.findings().map(({ rule }) => rule));
  return FIXABLE.filter((rule) => found.has(rule));
}
