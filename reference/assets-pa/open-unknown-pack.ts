import type { ByteSource } from '../archive/byte-source.ts';
import { isJsonObject } from '../document/parsed-document.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { judgePack } from './judge-pack.ts';
import { type OpenedPack, type PackedAsset, toPackedAsset } from './open-pack.ts';

/** Opens a pack of which nothing is known: judges its prelude and its header as `validateAssetsPa` does. */
export function openUnknownPack(source: ByteSource, selection: RuleSelection = HARDENED): OpenedPack {
  const collector = new FindingCollector(selection);
  const model = judgePack(source, collector);
  if (model === undefined || collector.errorCount > 0) return { findings: collector.findings() };
  const { header, payload } = model;
  const { value } = header.document;
  const table = isJsonObject(value) && Array.isArray(value.asset_table) ? value.asset_table : [];
  const find = (id: number): PackedAsset | undefined => {
    const row = header.table[indexOfId(id)];
    return row === undefined || payload === undefined ? undefined : toPackedAsset(table[row.index], source, payload);
  };
  return {
    pack: {
      get knownHeader() {
        return header.known();
      },
      find,
    },
  };

  /** Ids increase; past the end where there is none. */
  function indexOfId(id: number): number {
    let low = 0;
    let high = header.table.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((header.table[middle]?.id ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return header.table[low]?.id === id ? low : header.table.length;
  }
}
