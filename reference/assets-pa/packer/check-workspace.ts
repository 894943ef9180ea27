import { runChecks } from '../../report/check.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { ASSET_CHECKS } from './asset-checks.ts';
import { BUILD_SET_CHECKS } from './build-set-checks.ts';
import { REGISTRY_CHECKS } from './registry-checks.ts';
import type { Workspace, WorkspaceAsset } from './workspace.ts';

/** Judges a workspace that has been read: its registry, each asset, and the assets of a build together. */
export function checkWorkspace(workspace: Workspace, collector: FindingCollector): void {
  runChecks(REGISTRY_CHECKS, workspace, collector);
  for (const asset of workspace.assets) runChecks(ASSET_CHECKS, asset, collector);
  runChecks(BUILD_SET_CHECKS, buildSetOf(workspace), collector);
}

/** The assets that are part of a build, by ascending id. */
export function buildSetOf({ assets }: Workspace): readonly WorkspaceAsset[] {
  return assets
    .filter(({ registered }) => registered.included_in_build)
    .toSorted((a, b) => a.registered.asset_id - b.registered.asset_id);
}
