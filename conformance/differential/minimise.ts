import { byteDifference } from '../../scripts/vectors/byte-difference.ts';
import { applySplices } from '../suite/apply-splices.ts';
import type { Splice } from '../suite/vector.ts';
import type { CaseInput } from './mutate-package.ts';

/** Whether an input still shows what it is minimised for. */
export type StillShows = (input: CaseInput) => Promise<boolean>;

const MOST_TRIES = 600;

/**
 * A smaller input that still shows the same: first as many edits as possible are taken back, then, of a file, as many
 * runs of bytes as possible left out, from halves down to single bytes (Zeller's delta debugging, greedy).
 */
export async function minimise(origin: CaseInput, found: CaseInput, stillShows: StillShows): Promise<CaseInput> {
  const budget = { left: MOST_TRIES };
  if (!(found instanceof Uint8Array) || !(origin instanceof Uint8Array)) return found;
  const closer = await takeBack(origin, found, stillShows, budget);
  return shorten(closer, stillShows, budget);
}

interface Budget {
  left: number;
}

async function takeBack(
  origin: Uint8Array,
  found: Uint8Array,
  stillShows: StillShows,
  budget: Budget,
): Promise<Uint8Array> {
  let splices = byteDifference(origin, found);
  for (const splice of [...splices]) {
    const fewer: readonly Splice[] = splices.filter((other) => other !== splice);
    if (fewer.length > 0 && (await tries(applySplices(origin, fewer), stillShows, budget))) splices = fewer;
  }
  return applySplices(origin, splices);
}

async function shorten(bytes: Uint8Array, stillShows: StillShows, budget: Budget): Promise<Uint8Array> {
  let kept = bytes;
  for (let run = Math.floor(kept.length / 2); run >= 1; run = Math.floor(run / 2)) {
    for (let offset = 0; offset + run <= kept.length; ) {
      const without = new Uint8Array(Buffer.concat([kept.subarray(0, offset), kept.subarray(offset + run)]));
      if (await tries(without, stillShows, budget)) kept = without;
      else offset += run;
    }
  }
  return kept;
}

async function tries(input: Uint8Array, stillShows: StillShows, budget: Budget): Promise<boolean> {
  if (budget.left <= 0) return false;
  budget.left -= 1;
  return stillShows(input);
}
