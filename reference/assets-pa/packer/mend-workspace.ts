import { join } from 'node:path';
import type { RuleId } from '../../generated/catalogue.ts';
import { attempt } from '../../report/attempt.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { writeRegistry } from './change-registry.ts';
import type { Operation } from './operation.ts';
import type { Change } from './operation-result.ts';
import { type AssetRegistry, readRegistry } from './registry.ts';
import { filesOfStage, findStrays } from './stray-stages.ts';
import { readWorkspace } from './workspace.ts';
import { REGISTRY } from './workspace-layout.ts';

/** Rules whose breach has one remedy, which loses nothing and moves nothing; sorted. */
export const FIXABLE: readonly RuleId[] = [
  'assets-pa/registry-next-id',
  'assets-pa/registry-not-canonical',
  'assets-pa/stray-stage',
];

/** Mends the breaches of the rules, and tells what was changed. Throws ContractsError `io`. */
export async function mendWorkspace(operation: Operation, rules: readonly RuleId[]): Promise<readonly Change[]> {
  const changes: Change[] = [];
  if (rules.includes('assets-pa/registry-next-id') || rules.includes('assets-pa/registry-not-canonical')) {
    const registry = readRegistry(operation.project, new FindingCollector(HARDENED));
    if (registry.state === 'read') {
      await writeRegistry(operation, withRaisedId(registry.value));
      changes.push({ action: 'write', path: REGISTRY });
    }
  }
  return rules.includes('assets-pa/stray-stage') ? [...changes, ...removeStrays(operation)] : changes;
}

// Ids only rise: what was registered stays taken.
function withRaisedId(registry: AssetRegistry): AssetRegistry {
  const greatest = registry.assets.reduce((id, { asset_id }) => Math.max(id, asset_id), 0);
  return { ...registry, next_asset_id: Math.max(registry.next_asset_id, greatest + 1) };
}

// Nobody else stages anything here while this operation has the lane.
function removeStrays({ project, system }: Operation): readonly Change[] {
  const workspace = readWorkspace(project, 'registered', new FindingCollector(HARDENED));
  return findStrays(project, workspace).map((path) => {
    attempt(`cannot remove ${path}`, () => {
      for (const name of filesOfStage(project, path)) system.remove(join(project, path, name));
      system.removeFolder(join(project, path));
    });
    return { action: 'remove', path };
  });
}
