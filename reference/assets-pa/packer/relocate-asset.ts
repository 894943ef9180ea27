import { join } from 'node:path';
import { lookAt } from '../../archive/look-up.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { findAsset, isAcceptable, openRegistry, writeRegistry } from './change-registry.ts';
import { DECLARATION_KIND } from './declaration.ts';
import { moveRoot } from './move-root.ts';
import { changeProject, type PackerRequest, readProject } from './operation.ts';
import { NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { type RegisteredAsset, withChangedAsset } from './registry.ts';
import { readWorkspaceDocument } from './workspace-document.ts';
import { ASSETS, declarationPath, REGISTRY } from './workspace-layout.ts';
import { isRoot, liesIn } from './workspace-path.ts';

export interface RelocateOptions {
  /** Id or UUID of the asset. */
  readonly asset: string;
  /** The new path of its folder, from `assets/`. */
  readonly to: string;
  /** Whether to carry out what is otherwise only shown. */
  readonly apply: boolean;
}

/**
 * `relocate`: moves an asset's folder and lets the registry follow; both ids stay. Where the folder has been moved already,
 * by hand or by a run that was killed, only the registry follows, if the declaration there is that of the asset.
 * Throws ContractsError `usage` where there is no such asset or the new root can be none.
 */
export function relocateAsset(request: PackerRequest, { asset, to, apply }: RelocateOptions): Promise<OperationResult> {
  const run = apply ? changeProject : readProject;
  return run('relocate', request, async (operation) => {
    const registry = openRegistry(operation);
    if (registry === undefined) return NOTHING_CHANGED;
    const registered = findAsset(registry, asset);
    const { asset_id, root } = registered;
    if (root === to) return { ...NOTHING_CHANGED, asset: registered };
    if (!isRoot(to)) throw new ContractsError('usage', `the root ${to} is no path of a folder below assets/`);
    if (liesIn(to, root)) throw new ContractsError('usage', `${to} lies in the folder that is to be moved`);
    const planned = withChangedAsset(registry, asset_id, { root: to });
    if (!isAcceptable(operation, planned)) return NOTHING_CHANGED;
    const move = moveRoot(operation, { from: `${ASSETS}/${root}`, to: `${ASSETS}/${to}` });
    if (move.changes.length === 0) assertMoved(operation.project, registered, to);
    const changes = [...move.changes, { action: 'write', path: REGISTRY } as const];
    const affected = { affected_assets: [asset_id] };
    const relocated = { ...registered, root: to };
    if (!apply) {
      operation.emit('preview_ready', `${changes.length} changes`, affected);
      return { applied: false, changes, asset: registered };
    }
    await move.around(() => writeRegistry(operation, planned));
    operation.emit('action_applied', `asset ${asset_id} was relocated`, affected);
    return { applied: true, changes, asset: relocated };
  });
}

function assertMoved(project: string, { asset_uuid, root }: RegisteredAsset, to: string): void {
  const member = declarationPath(to);
  const isThere = lookAt(join(project, ASSETS, to))?.isDirectory() === true;
  const read = isThere
    ? readWorkspaceDocument(project, member, DECLARATION_KIND, new FindingCollector(HARDENED))
    : undefined;
  if (read?.state === 'read' && read.value.asset_uuid === asset_uuid) return;
  throw new ContractsError('usage', `the folder of the asset is neither at ${root} nor at ${to}`);
}
