import { ContractsError } from '../../report/contracts-error.ts';
import { summariseAsset } from './asset-summary.ts';
import { isAcceptable, openRegistry, writeRegistry } from './change-registry.ts';
import { checkJoining } from './check-joining.ts';
import { DECLARATION_KIND } from './declaration.ts';
import { greatestGivenId } from './given-ids.ts';
import { assertNewRoot, judgeNewAsset, openNewRoot } from './new-asset.ts';
import { changeProject, isBlocked, type PackerRequest } from './operation.ts';
import { NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { withAsset } from './registry.ts';
import { readWorkspaceDocument } from './workspace-document.ts';
import { declarationPath, REGISTRY } from './workspace-layout.ts';

export interface AdoptOptions {
  /** Path of a folder with a declaration, from `assets/`. */
  readonly root: string;
  readonly included: boolean;
}

/**
 * `adopt`: registers a folder that has a declaration already, with the next id and the UUID that it declares.
 * Throws ContractsError `usage` for a root that is none, is registered, or has no declaration.
 */
export function adoptAsset(request: PackerRequest, { root, included }: AdoptOptions): Promise<OperationResult> {
  return changeProject('adopt', request, async (operation) => {
    const { project, collector, emit } = operation;
    const registry = openRegistry(operation, greatestGivenId(operation.project));
    if (registry === undefined) return NOTHING_CHANGED;
    const folder = openNewRoot(project, root);
    assertNewRoot(registry, root);
    const standing = readWorkspaceDocument(project, declarationPath(root), DECLARATION_KIND, collector);
    if (standing.state === 'missing') {
      throw new ContractsError('usage', `the root ${root} has no asset.json`, {
        remediation: 'Register the folder instead, with what it declares.',
      });
    }
    if (standing.state === 'refused') return NOTHING_CHANGED;
    const { asset_uuid } = standing.value;
    const { registry: planned, assetId } = withAsset(registry, { asset_uuid, root, included_in_build: included });
    const registered = { asset_id: assetId, asset_uuid, root, included_in_build: included };
    const asset = judgeNewAsset(operation, { folder, bytes: standing.bytes, registered });
    if (asset === undefined || isBlocked(operation) || !isAcceptable(operation, planned)) return NOTHING_CHANGED;
    if (included) checkJoining(operation, asset);
    if (isBlocked(operation)) return NOTHING_CHANGED;
    await writeRegistry(operation, planned);
    emit('action_applied', `asset ${assetId} was adopted`, { affected_assets: [assetId] });
    return { applied: true, changes: [{ action: 'write', path: REGISTRY }], asset: summariseAsset(asset) };
  });
}
