import { ASSET_CODECS, BANK_TYPES } from '../../generated/assets-pa-layout.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { Check } from '../../report/check.ts';
import type { TableRow } from '../asset-table.ts';
import { type PackModel, placeIn } from '../pack-model.ts';

/** Section 4. */
export const tableRules: readonly Check<PackModel>[] = [
  {
    rule: 'assets-pa/asset-name-too-long',
    check({ header }, report) {
      const limit = LIMITS['assetsPa.name'].value;
      for (const row of header.table) {
        // No character has more than three bytes for each of its UTF-16 units.
        if (row.name === undefined || row.name.length * 3 <= limit) continue;
        const size = Buffer.byteLength(row.name);
        if (size > limit) report(placeIn(header, fieldOf(row, 'asset_name')), { size, limit });
      }
    },
  },
  {
    rule: 'assets-pa/unknown-bank-type',
    check({ header }, report) {
      for (const row of header.table) {
        if (row.bankType === undefined || isAmong(BANK_TYPES, row.bankType)) continue;
        report(placeIn(header, fieldOf(row, 'bank_type')), { actual: shownWord(row.bankType) });
      }
    },
  },
  {
    rule: 'assets-pa/unknown-codec',
    check({ header }, report) {
      for (const row of header.table) {
        if (row.codec === undefined || isAmong(ASSET_CODECS, row.codec)) continue;
        report(placeIn(header, fieldOf(row, 'codec')), { actual: shownWord(row.codec) });
      }
    },
  },
  {
    rule: 'assets-pa/duplicate-asset-id',
    check({ header }, report) {
      const first = new Map<number, TableRow>();
      for (const row of header.table) {
        if (row.id === undefined) continue;
        const other = first.get(row.id);
        if (other === undefined) first.set(row.id, row);
        else report(placeIn(header, fieldOf(row, 'asset_id')), { id: row.id, first: `/asset_table/${other.index}` });
      }
    },
  },
  {
    rule: 'assets-pa/duplicate-asset-name',
    check({ header }, report) {
      const first = new Map<string, TableRow>();
      for (const row of header.table) {
        if (row.name === undefined) continue;
        const other = first.get(row.name);
        if (other === undefined) first.set(row.name, row);
        else report(placeIn(header, fieldOf(row, 'asset_name')), { id: row.id ?? 0, other: other.id ?? 0 });
      }
    },
  },
  {
    rule: 'assets-pa/asset-order',
    check({ header }, report) {
      let previous: number | undefined;
      for (const row of header.table) {
        if (row.id !== undefined && previous !== undefined && row.id < previous) {
          report(placeIn(header, fieldOf(row, 'asset_id')), { id: row.id, previous });
        }
        previous = row.id ?? previous;
      }
    },
  },
];

function fieldOf({ index }: TableRow, field: string): string {
  return `/asset_table/${index}/${field}`;
}

function isAmong(words: readonly string[], word: string): boolean {
  return words.includes(word);
}

/** A word as a finding may carry it: what does not look like one is told by its length. */
function shownWord(word: string): string {
  return /^[A-Za-z0-9_-]{1,32}$/.test(word) ? word : `of ${word.length} characters`;
}
