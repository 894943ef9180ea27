import { ASSETS_PA_SLOTS_PER_BANK_TYPE } from '../../generated/assets-pa-layout.ts';
import type { Check } from '../../report/check.ts';
import type { TableRow } from '../asset-table.ts';
import { type PackModel, type PreloadRow, placeIn } from '../pack-model.ts';

/** Section 6. */
export const preloadRules: readonly Check<PackModel>[] = [
  {
    rule: 'assets-pa/preload-unknown-asset',
    check({ header }, report) {
      const assets = preloadedAssets(header);
      for (const row of header.preload) {
        if (row.id === undefined || assets.has(row.id)) continue;
        report(placeIn(header, fieldOf(row, 'asset_id')), { id: row.id });
      }
    },
  },
  {
    rule: 'assets-pa/preload-duplicate-asset',
    check({ header }, report) {
      const first = new Map<number, PreloadRow>();
      for (const row of header.preload) {
        if (row.id === undefined) continue;
        const other = first.get(row.id);
        if (other === undefined) first.set(row.id, row);
        else report(placeIn(header, fieldOf(row, 'asset_id')), { id: row.id, first: `/preload/${other.index}` });
      }
    },
  },
  {
    rule: 'assets-pa/preload-slot-conflict',
    check({ header }, report) {
      const assets = preloadedAssets(header);
      const taken = new Map<string, number>();
      for (const row of header.preload) {
        const bankType = row.id === undefined ? undefined : assets.get(row.id)?.bankType;
        if (row.id === undefined || row.slot === undefined || bankType === undefined) continue;
        const slot = `${row.slot} ${bankType}`;
        const other = taken.get(slot);
        if (other === undefined) taken.set(slot, row.id);
        else report(placeIn(header, fieldOf(row, 'slot')), { slot: row.slot, bankType, other });
      }
    },
  },
  {
    rule: 'assets-pa/preload-slot-out-of-range',
    check({ header }, report) {
      for (const row of header.preload) {
        if (row.slot === undefined || (row.slot >= 0 && row.slot < ASSETS_PA_SLOTS_PER_BANK_TYPE)) continue;
        report(placeIn(header, fieldOf(row, 'slot')), { slot: row.slot });
      }
    },
  },
  {
    rule: 'assets-pa/preload-order',
    check({ header }, report) {
      let previous: number | undefined;
      for (const row of header.preload) {
        if (row.id !== undefined && previous !== undefined && row.id < previous) {
          report(placeIn(header, fieldOf(row, 'asset_id')), { id: row.id, previous });
        }
        previous = row.id ?? previous;
      }
    },
  },
];

/** The entries of the table that the list names, by id; of two with one id the first. */
export function preloadedAssets({ table, preload }: PackModel['header']): ReadonlyMap<number, TableRow> {
  const wanted = new Set(preload.flatMap(({ id }) => id ?? []));
  const found = new Map<number, TableRow>();
  if (wanted.size === 0) return found;
  for (const row of table) if (row.id !== undefined && wanted.has(row.id) && !found.has(row.id)) found.set(row.id, row);
  return found;
}

function fieldOf({ index }: PreloadRow, field: string): string {
  return `/preload/${index}/${field}`;
}
