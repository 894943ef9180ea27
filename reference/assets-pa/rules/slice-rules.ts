import type { Check } from '../../report/check.ts';
import { type PackModel, placeIn } from '../pack-model.ts';

interface Slice {
  readonly id: number;
  readonly pointer: string;
  readonly offset: number;
  readonly size: number;
  /** The greatest end of the slices before it. */
  readonly endSoFar: number;
}

/** Section 5. */
export const sliceRules: readonly Check<PackModel>[] = [
  {
    rule: 'assets-pa/slice-beyond-end',
    check(model, report) {
      const { header, payload } = model;
      if (payload === undefined) return;
      forEachSlice(model, ({ id, pointer, offset, size }) => {
        // Not offset + size > payload.size: the sum could be beyond what a number holds exactly.
        if (offset <= payload.size && size <= payload.size - offset) return;
        const end = String(BigInt(offset) + BigInt(size));
        report(placeIn(header, `${pointer}/size`), { id, end, size: payload.size });
      });
    },
  },
  {
    rule: 'assets-pa/slice-overlap',
    check(model, report) {
      forEachSlice(model, ({ id, pointer, offset, endSoFar }) => {
        if (offset >= endSoFar) return;
        report(placeIn(model.header, `${pointer}/offset`), { id, offset, expected: endSoFar });
      });
    },
  },
  {
    rule: 'assets-pa/slice-gap',
    check(model, report) {
      forEachSlice(model, ({ id, pointer, offset, endSoFar }) => {
        if (offset <= endSoFar) return;
        report(placeIn(model.header, `${pointer}/offset`), { id, offset, expected: endSoFar });
      });
    },
  },
  {
    rule: 'assets-pa/trailing-payload',
    check(model, report) {
      const { payload } = model;
      if (payload === undefined) return;
      const end = forEachSlice(model, () => {});
      if (end < payload.size) report({ offset: payload.offset + end }, { count: payload.size - end });
    },
  },
];

/** Visits the slices in the order of the table; gives the greatest end. A payload that is not there has none. */
function forEachSlice({ header, payload }: PackModel, visit: (slice: Slice) => void): number {
  if (payload === undefined) return 0;
  let endSoFar = 0;
  for (const { index, id = 0, offset, size } of header.table) {
    if (offset === undefined || size === undefined) continue;
    visit({ id, pointer: `/asset_table/${index}`, offset, size, endSoFar });
    // Where the sum is rounded it is greater than any offset can be, before and after.
    endSoFar = Math.max(endSoFar, offset + size);
  }
  return endSoFar;
}
