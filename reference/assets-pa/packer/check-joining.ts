import { runChecks } from '../../report/check.ts';
import type { Finding } from '../../report/finding.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { BUILD_SET_CHECKS } from './build-set-checks.ts';
import type { Operation } from './operation.ts';
import { readWorkspace, type WorkspaceAsset } from './workspace.ts';

/**
 * Tells what an asset breaks together with those of the build that it is to join, so that the next build is not the
 * first to say so. What the others break without it is left to `doctor`. Throws ContractsError `io`.
 */
export function checkJoining({ project, collector }: Operation, joining: WorkspaceAsset): void {
  const others = readWorkspace(project, 'included', new FindingCollector(HARDENED))?.assets ?? [];
  const known = new Set(judge(others).map(placeOf));
  for (const finding of judge([...others, joining])) {
    if (!known.has(placeOf(finding))) collector.add(finding.rule, finding.at, finding.details);
  }
}

function judge(assets: readonly WorkspaceAsset[]): readonly Finding[] {
  const collector = new FindingCollector(HARDENED);
  const byId = assets.toSorted((a, b) => a.registered.asset_id - b.registered.asset_id);
  runChecks(BUILD_SET_CHECKS, byId, collector);
  return collector.findings();
}

function placeOf({ rule, at: { member = '' } }: Finding): string {
  return `${rule} ${member}`;
}
