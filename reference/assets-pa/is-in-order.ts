import type { AssetTable } from './asset-table.ts';
import type { PackModel } from './pack-model.ts';

/** Whether certainly no rule of sections 4 and 5 is broken; false where that takes a closer look. */
export function isInOrder({ header: { table }, payload }: PackModel): boolean {
  return isOrdered(table, payload?.size ?? -1) && table.hasSoundTexts();
}

function isOrdered(table: AssetTable, payloadSize: number): boolean {
  let previous = 0;
  let end = 0;
  for (const { id = 0, offset, size = 0 } of table) {
    if (id <= previous || offset !== end) return false;
    previous = id;
    end += size;
  }
  return end === payloadSize;
}
