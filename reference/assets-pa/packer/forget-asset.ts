import { findAsset, openRegistry, writeRegistry } from './change-registry.ts';
import { moveRoot, type RootMove } from './move-root.ts';
import { changeProject, type Operation, type PackerRequest, readProject } from './operation.ts';
import { type Change, type Ending, NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { quarantinePath } from './quarantine.ts';
import { type AssetRegistry, type RegisteredAsset, withoutAsset } from './registry.ts';
import { ASSETS, REGISTRY } from './workspace-layout.ts';

export interface EndingOptions {
  /** Id or UUID of the asset. */
  readonly asset: string;
  /** Whether to carry out what is otherwise only shown. */
  readonly apply: boolean;
}

/**
 * `forget`: takes an asset out of the registry and leaves its files alone. Its id is never given to another one.
 * Without `apply`, shows what would change. Throws ContractsError `usage` where there is no such asset.
 */
export function forgetAsset(request: PackerRequest, options: EndingOptions): Promise<OperationResult> {
  return endingOf('forget', options, request, async (operation) => {
    const registry = openRegistry(operation);
    if (registry === undefined) return NOTHING_CHANGED;
    const asset = findAsset(registry, options.asset);
    return endAsset(operation, { registry, asset, apply: options.apply, move: undefined });
  });
}

/**
 * `remove`: as `forget`, and moves the asset's folder out of the way, to `assets/.prometeu/quarantine/`. Nothing is
 * deleted: moved back, it can be adopted. Where an earlier run was killed in between, only the rest is done.
 */
export function removeAsset(request: PackerRequest, options: EndingOptions): Promise<OperationResult> {
  return endingOf('remove', options, request, async (operation) => {
    const registry = openRegistry(operation);
    if (registry === undefined) return NOTHING_CHANGED;
    const asset = findAsset(registry, options.asset);
    return endAsset(operation, {
      registry,
      asset,
      apply: options.apply,
      // No id is used twice, so nothing can stand there but this asset's folder.
      move: { from: `${ASSETS}/${asset.root}`, to: quarantinePath(asset) },
    });
  });
}

// A preview takes nobody's turn.
function endingOf(
  name: 'forget' | 'remove',
  { apply }: EndingOptions,
  request: PackerRequest,
  task: (operation: Operation) => Promise<Ending>,
): Promise<OperationResult> {
  return apply ? changeProject(name, request, task) : readProject(name, request, task);
}

interface AssetEnd {
  readonly registry: AssetRegistry;
  readonly asset: RegisteredAsset;
  readonly apply: boolean;
  readonly move: RootMove | undefined;
}

async function endAsset(operation: Operation, { registry, asset, apply, move }: AssetEnd): Promise<Ending> {
  const planned = move === undefined ? undefined : moveRoot(operation, move);
  const moved: readonly Change[] = planned === undefined ? [] : planned.changes;
  const changes = [...moved, { action: 'write', path: REGISTRY } as const];
  const affected = { affected_assets: [asset.asset_id] };
  if (!apply) {
    operation.emit('preview_ready', `${changes.length} changes`, affected);
    return { applied: false, changes, asset };
  }
  const write = () => writeRegistry(operation, withoutAsset(registry, asset.asset_id));
  await (planned === undefined ? write() : planned.around(write));
  operation.emit('action_applied', `asset ${asset.asset_id} is not registered any more`, affected);
  return { applied: true, changes, asset };
}
