import { findAsset, openRegistry, writeRegistry } from './change-registry.ts';
import { changeProject, type PackerRequest } from './operation.ts';
import { NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { withChangedAsset } from './registry.ts';
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
    await writeRegistry(operation, withChangedAsset(registry, asset_id, { included_in_build }));
    operation.emit('action_applied', `asset ${asset_id} was changed`, { affected_assets: [asset_id] });
    const changes = [{ action: 'write', path: REGISTRY } as const];
    return { applied: true, changes, asset: { asset_id, ...asset, included_in_build } };
  });
}
