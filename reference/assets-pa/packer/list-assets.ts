import { runChecks } from '../../report/check.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { ASSET_CHECKS } from './asset-checks.ts';
import { describeAsset, summariseAsset } from './asset-summary.ts';
import { findAsset, openRegistry } from './change-registry.ts';
import { type PackerRequest, readProject } from './operation.ts';
import { NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { readWorkspace } from './workspace.ts';

/** `list`: every registered asset by ascending id. What is wrong with an asset itself is not told: `doctor` does. */
export function listAssets(request: PackerRequest): Promise<OperationResult> {
  return readProject('list', request, (operation) => {
    if (openRegistry(operation) === undefined) return NOTHING_CHANGED;
    const workspace = readWorkspace(operation.project, 'registered', new FindingCollector(HARDENED));
    const assets = (workspace?.assets ?? []).map(summariseAsset);
    return { ...NOTHING_CHANGED, assets: assets.toSorted((a, b) => a.asset_id - b.asset_id) };
  });
}

/**
 * `show`: one asset by its id or its UUID, with what is wrong with it. Throws ContractsError `usage` where there is no
 * such asset.
 */
export function showAsset(request: PackerRequest, reference: string): Promise<OperationResult> {
  return readProject('show', request, (operation) => {
    const registry = openRegistry(operation);
    if (registry === undefined) return NOTHING_CHANGED;
    const chosen = findAsset(registry, reference);
    const { project, collector } = operation;
    const asset = readWorkspace(project, chosen.asset_id, collector)?.assets[0];
    if (asset === undefined) return NOTHING_CHANGED;
    runChecks(ASSET_CHECKS, asset, collector);
    return { ...NOTHING_CHANGED, details: describeAsset(asset) };
  });
}
