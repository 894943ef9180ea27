import type { AssetEntry } from '../generated/types/assets-pa-header.ts';

/** The value as an entry of the asset table; undefined where it is none. */
export function toAssetEntry(value: unknown): AssetEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { asset_id, asset_name, bank_type, codec, decoded_size, metadata, offset, size }: Partial<Unknown> = value;
  if (!isLength(asset_id) || !isLength(decoded_size) || !isLength(offset) || !isLength(size)) return undefined;
  if (typeof asset_name !== 'string' || typeof bank_type !== 'string' || typeof codec !== 'string') return undefined;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  return { asset_id, asset_name, bank_type, codec, decoded_size, metadata: { ...metadata }, offset, size };
}

type Unknown = Record<keyof AssetEntry, unknown>;

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && typeof value === 'number' && value >= 0;
}
