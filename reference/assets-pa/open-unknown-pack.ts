import type { ByteSource } from '../archive/byte-source.ts';
import type { AssetEntry, PreloadEntry } from '../generated/types/assets-pa-header.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { toAssetEntry } from './asset-entry.ts';
import type { AssetTable } from './asset-table.ts';
import { judgePack } from './judge-pack.ts';
import { type OpenedPack, toPackedAsset } from './open-pack.ts';
import type { PackHeader } from './pack-model.ts';

/** Opens a pack of which nothing is known: judges its prelude and its header as `validateAssetsPa` does. */
export function openUnknownPack(source: ByteSource, selection: RuleSelection = HARDENED): OpenedPack {
  const collector = new FindingCollector(selection);
  const model = judgePack(source, collector);
  if (model?.payload === undefined || collector.errorCount > 0) return { findings: collector.findings() };
  const { header, payload } = model;
  return {
    pack: {
      get knownHeader() {
        return isWhole(selection) ? header.known() : undefined;
      },
      preload: preloadEntries(header),
      entries: () => assetEntries(header.table),
      find: (id) => toPackedAsset(header.table.entry(indexOfId(header.table, id)), source, payload),
    },
  };
}

function isWhole({ profile, without }: RuleSelection): boolean {
  return profile === 'hardened' && without.size === 0;
}

function preloadEntries({ preload }: PackHeader): readonly PreloadEntry[] {
  return preload.flatMap(({ id, slot }) => (id === undefined || slot === undefined ? [] : [{ asset_id: id, slot }]));
}

function* assetEntries(table: AssetTable): Generator<AssetEntry> {
  for (let index = 0; index < table.length; index += 1) {
    const entry = toAssetEntry(table.entry(index));
    if (entry !== undefined) yield entry;
  }
}

/** Ids increase; past the end where there is none. */
function indexOfId(table: AssetTable, id: number): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((table.idAt(middle) ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return table.idAt(low) === id ? low : table.length;
}
