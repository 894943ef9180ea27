import type { RuleId } from '../../generated/catalogue.ts';
import type { Finding } from '../../report/finding.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { writeRegistry } from './change-registry.ts';
import { greatestGivenId } from './given-ids.ts';
import type { Operation } from './operation.ts';
import type { Change } from './operation-result.ts';
import { type AssetRegistry, readRegistry } from './registry.ts';
import { removeStray } from './stray-stages.ts';
import { REGISTRY } from './workspace-layout.ts';

/** Rules whose breach has one remedy, which loses nothing and moves nothing; sorted. */
export const FIXABLE: readonly RuleId[] = [
  'assets-pa/registry-next-id',
  'assets-pa/registry-not-canonical',
  'assets-pa/stray-stage',
];

/** Mends what was found, as far as it can be mended, and tells what was changed. Throws ContractsError `io`. */
export async function mendWorkspace(operation: Operation, found: readonly Finding[]): Promise<readonly Change[]> {
  const mendable = found.filter(({ rule }) => FIXABLE.includes(rule));
  const strays = mendable.filter(({ rule }) => rule === 'assets-pa/stray-stage');
  const registry = mendable.length > strays.length ? await mendRegistry(operation) : [];
  return [...registry, ...strays.flatMap(({ at: { member = '' } }) => mendStray(operation, member))];
}

async function mendRegistry(operation: Operation): Promise<readonly Change[]> {
  const registry = readRegistry(operation.project, new FindingCollector(HARDENED));
  if (registry.state !== 'read') return [];
  await writeRegistry(operation, withRaisedId(registry.value, greatestGivenId(operation.project)));
  return [{ action: 'write', path: REGISTRY }];
}

// Ids only rise: what was registered stays taken.
function withRaisedId(registry: AssetRegistry, given: number): AssetRegistry {
  const greatest = registry.assets.reduce((id, { asset_id }) => Math.max(id, asset_id), given);
  return { ...registry, next_asset_id: Math.max(registry.next_asset_id, greatest + 1) };
}

// Nobody else stages anything here while this operation has the lane.
function mendStray(operation: Operation, path: string): readonly Change[] {
  return removeStray(operation, path) ? [{ action: 'remove', path }] : [];
}
