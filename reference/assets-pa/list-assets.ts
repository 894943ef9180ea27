import type { ByteSource } from '../archive/byte-source.ts';
import type { JsonObject } from '../document/parsed-document.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { judgePack } from './judge-pack.ts';
import { sliceSource } from './open-pack.ts';

/** An asset of a valid pack, as it is compared. */
export interface PackAsset {
  readonly id: number;
  readonly size: number;
  /** The whole entry of the table. */
  readonly entry: JsonObject;
  /** The slot that it is preloaded into; undefined where it is not. */
  readonly slot: number | undefined;
}

/** The assets of a pack, and their bytes. */
export interface PackListing {
  readonly assets: readonly PackAsset[];
  /** The slice of one of them. */
  slice(asset: PackAsset): ByteSource;
}

/** The assets of a valid pack, in the order of its table; undefined for any other. */
export function listAssets(source: ByteSource): PackListing | undefined {
  const collector = new FindingCollector(HARDENED);
  const model = judgePack(source, collector);
  if (model?.payload === undefined || collector.errorCount > 0) return undefined;
  const { header, payload } = model;
  const slots = new Map(header.preload.map(({ id, slot }) => [id, slot]));
  const offsets = new Map<number, number>();
  const assets: PackAsset[] = [];
  for (const { id, offset = 0, size, index } of header.table) {
    const entry = header.table.entry(index);
    if (id === undefined || size === undefined || entry === undefined) continue;
    assets.push({ id, size, entry, slot: slots.get(id) });
    offsets.set(id, offset);
  }
  return {
    assets,
    slice: ({ id, size }) => sliceSource(source, payload.offset + (offsets.get(id) ?? 0), size),
  };
}
