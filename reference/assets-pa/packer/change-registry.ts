import { join } from 'node:path';
import { publishFiles } from '../../archive/publish-files.ts';
import { runChecks } from '../../report/check.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { isBlocked, type Operation } from './operation.ts';
import { greatestRemovedId } from './quarantine.ts';
import { type AssetRegistry, REGISTRY_KIND, type RegisteredAsset, readRegistry, toRegistryText } from './registry.ts';
import { REGISTRY_CHECKS } from './registry-checks.ts';
import { parseWorkspaceDocument } from './workspace-document.ts';
import { CONTROL, REGISTRY, STAGE } from './workspace-layout.ts';

/**
 * The registry that an operation changes; undefined where it breaks a MUST. `given` is the greatest id that the next one
 * must go beyond, whatever is registered. Throws ContractsError `io`.
 */
export function openRegistry(
  operation: Operation,
  given: number = greatestRemovedId(operation.project),
): AssetRegistry | undefined {
  const registry = readRegistry(operation.project, operation.collector);
  if (registry.state !== 'read') return undefined;
  runChecks(REGISTRY_CHECKS, { registry, given }, operation.collector);
  return isBlocked(operation) ? undefined : registry.value;
}

/** Whether a registry as it is to be keeps every MUST; what it breaks is among the findings. */
export function isAcceptable(operation: Operation, planned: AssetRegistry): boolean {
  const bytes = Buffer.from(toRegistryText(planned));
  const registry = parseWorkspaceDocument(bytes, REGISTRY, REGISTRY_KIND, operation.collector);
  // That its ids are new was judged when it was opened.
  if (registry.state === 'read') runChecks(REGISTRY_CHECKS, { registry, given: 0 }, operation.collector);
  return !isBlocked(operation);
}

/** Publishes the registry in its canonical form. Throws ContractsError `io`. */
export async function writeRegistry({ project, system }: Operation, registry: AssetRegistry): Promise<void> {
  await writeDocument(join(project, CONTROL), 'index.json', toRegistryText(registry), system);
}

/** Publishes a document of the workspace, whole. Throws ContractsError `io`. */
export async function writeDocument(
  folder: string,
  name: string,
  text: string,
  system: Operation['system'],
): Promise<void> {
  const bytes = Buffer.from(text);
  const files = [{ name, write: (write: (chunk: Uint8Array) => void) => write(bytes) }];
  await publishFiles({ folder, stage: STAGE, files, verify: () => true, system });
}

/** The asset that a caller names by its id or its UUID. Throws ContractsError `usage` where there is none. */
export function findAsset({ assets }: AssetRegistry, reference: string): RegisteredAsset {
  const found = assets.find(({ asset_id, asset_uuid }) => String(asset_id) === reference || asset_uuid === reference);
  if (found !== undefined) return found;
  throw new ContractsError('usage', `no registered asset has the id or the UUID ${reference}`, {
    remediation: 'List the assets, and give the id of one; a name is no identity.',
  });
}
