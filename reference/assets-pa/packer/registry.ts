import { validators } from '../../generated/assets-pa-validators.ts';
import type { AssetRegistry } from '../../generated/types/assets-pa-asset-registry.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { type DocumentKind, readWorkspaceDocument, type WorkspaceDocument } from './workspace-document.ts';
import { REGISTRY } from './workspace-layout.ts';

export type { AssetRegistry } from '../../generated/types/assets-pa-asset-registry.ts';

/** One entry of the registry. */
export type RegisteredAsset = AssetRegistry['assets'][number];

export type RegistryDocument = WorkspaceDocument<AssetRegistry>;

export const EMPTY_REGISTRY: AssetRegistry = { schema_version: 1, next_asset_id: 1, assets: [] };

const validator = validators['assets-pa/asset-registry'];

/** How the registry is judged by itself. */
export const REGISTRY_KIND: DocumentKind<AssetRegistry> = {
  validator,
  rule: 'assets-pa/registry-schema',
  // The compiled schema says so.
  isOne: (value): value is AssetRegistry => validator(value),
};

/** Reads the registry of a project and judges it by itself. Throws ContractsError `io`. */
export function readRegistry(project: string, collector: FindingCollector): RegistryDocument {
  const read = readWorkspaceDocument(project, REGISTRY, REGISTRY_KIND, collector);
  if (read.state === 'missing') collector.add('assets-pa/registry-missing', { member: REGISTRY });
  return read;
}

/** The registry's canonical form: entries by ascending id, members in the order of the schema, two spaces a level. */
export function toRegistryText({ next_asset_id, assets }: AssetRegistry): string {
  const entries = assets
    .toSorted((a, b) => a.asset_id - b.asset_id)
    .map(({ asset_id, asset_uuid, root, included_in_build }) => ({ asset_id, asset_uuid, root, included_in_build }));
  return `${JSON.stringify({ schema_version: 1, next_asset_id, assets: entries }, undefined, 2)}\n`;
}

/** The registry with one more asset, which gets the next id. */
export function withAsset(
  registry: AssetRegistry,
  asset: Omit<RegisteredAsset, 'asset_id'>,
): { readonly registry: AssetRegistry; readonly assetId: number } {
  const assetId = registry.next_asset_id;
  const assets = [...registry.assets, { asset_id: assetId, ...asset }];
  return { registry: { ...registry, next_asset_id: assetId + 1, assets }, assetId };
}

/** The registry without an asset. Its id stays taken: `next_asset_id` is not lowered. */
export function withoutAsset(registry: AssetRegistry, assetId: number): AssetRegistry {
  return { ...registry, assets: registry.assets.filter(({ asset_id }) => asset_id !== assetId) };
}

/** The registry in which an asset is another one. */
export function withChangedAsset(
  registry: AssetRegistry,
  assetId: number,
  change: Partial<Pick<RegisteredAsset, 'root' | 'included_in_build'>>,
): AssetRegistry {
  const assets = registry.assets.map((asset) => (asset.asset_id === assetId ? { ...asset, ...change } : asset));
  return { ...registry, assets };
}
