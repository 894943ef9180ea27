import { join } from 'node:path';
import { lookAt } from '../../archive/look-up.ts';
import { openRegistry, writeRegistry } from './change-registry.ts';
import { changeProject, type PackerRequest } from './operation.ts';
import { NOTHING_CHANGED, type OperationResult } from './operation-result.ts';
import { EMPTY_REGISTRY } from './registry.ts';
import { REGISTRY } from './workspace-layout.ts';

/**
 * `init`: makes the registry of a workspace, empty, and the folders that it needs. A workspace that there is already
 * stays as it is. Throws ContractsError `usage` where the project is no folder.
 */
export function initWorkspace(request: PackerRequest): Promise<OperationResult> {
  return changeProject('init', request, async (operation) => {
    if (lookAt(join(operation.project, REGISTRY)) !== undefined) {
      openRegistry(operation);
      return NOTHING_CHANGED;
    }
    await writeRegistry(operation, EMPTY_REGISTRY);
    operation.emit('action_applied', 'the workspace was made');
    return { applied: true, changes: [{ action: 'write', path: REGISTRY }] };
  });
}
