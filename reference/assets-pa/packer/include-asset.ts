import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { findAsset, openRegistry, writeRegistry } from './change-registry.ts';
import { checkJoining } from './check-joining.ts';
import { changeProject, isBlocked, type Operation, type PackerRequest } from './operation.ts';
import { NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { withChangedAsset } from './registry.ts';
import { readWorkspace } from './workspace.ts';
import { REGISTRY } from './workspace-layout.ts';

/** `include`: makes a registered asset a part of builds. Throws ContractsError `usage` where there is no such asset. */
export function includeAsset(request: PackerRequest, reference: string): Promise<OperationResult> {
  return setIncluded(request, reference, 'include');
}

/** `exclude`: leaves a registered asset out of builds; it stays registered. Throws as `includeAsset` does. */
export function excludeAsset(request: PackerRequest, reference: string): Promise<OperationResult> {
  return setIncluded(request, reference, 'exclude');
}

function setIncluded(
  request: PackerRequest,
  reference: string,
  operationName: 'include' | 'exclude',
): Promise<OperationResult> {
  return changeProject(operationName, request, async (operation) => {
    const registry = openRegistry(operation);
    if (registry === undefined) return NOTHING_CHANGED;
    const { asset_id, ...asset } = findAsset(registry, reference);
    const included_in_build = operationName === 'include';
    if (asset.included_in_build === included_in_build) return { ...NOTHING_CHANGED, asset: { asset_id, ...asset } };
    if (included_in_build) checkAsset(operation, asset_id);
    if (isBlocked(operation)) return NOTHING_CHANGED;
    await writeRegistry(operation, withChangedAsset(registry, asset_id, { included_in_build }));
    operation.emit('action_applied', `asset ${asset_id} was changed`, { affected_assets: [asset_id] });
    const changes = [{ action: 'write', path: REGISTRY } as const];
    return { applied: true, changes, asset: { asset_id, ...asset, included_in_build } };
  });
}

// What is wrong with the asset by itself is left to `doctor`.
function checkAsset(operation: Operation, assetId: number): void {
  const [asset] = readWorkspace(operation.project, assetId, new FindingCollector(HARDENED))?.assets ?? [];
  if (asset !== undefined) checkJoining(operation, asset);
}
