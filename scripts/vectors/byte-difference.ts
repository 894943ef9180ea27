import type { Splice } from '../../conformance/suite/vector.ts';

interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
}

// Beyond this many edits a few long splices say as much as many short ones.
const MAX_EDITS = 1200;
// Equal bytes between two hunks that are fewer than this are not worth a splice of their own.
const SHORTEST_GAP = 8;

/** The splices that make `after` of `before`: few and short, by the greedy algorithm of Myers within a bound. */
export function byteDifference(before: Uint8Array, after: Uint8Array): readonly Splice[] {
  const shared = Math.min(before.length, after.length);
  let head = 0;
  while (head < shared && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shared - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const left = before.subarray(head, before.length - tail);
  const right = after.subarray(head, after.length - tail);
  if (left.length === 0 && right.length === 0) return [];
  const whole = { start: 0, end: left.length, otherStart: 0, otherEnd: right.length };
  return joinNear(shortestEdit(left, right) ?? [whole]).map(({ start, end, otherStart, otherEnd }) => ({
    offset: head + start,
    delete: Buffer.from(left.subarray(start, end)).toString('hex'),
    insert: Buffer.from(right.subarray(otherStart, otherEnd)).toString('hex'),
  }));
}

/** Myers, "An O(ND) difference algorithm" (1986), forward only; undefined where it takes more than the bound. */
function shortestEdit(left: Uint8Array, right: Uint8Array): readonly Hunk[] | undefined {
  const size = MAX_EDITS + 1;
  const furthest = new Int32Array(2 * size + 1);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= MAX_EDITS; edits += 1) {
    trace.push(furthest.slice(size - edits - 1, size + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = isDown(furthest, size, diagonal, edits)
        ? (furthest[size + diagonal + 1] ?? 0)
        : (furthest[size + diagonal - 1] ?? 0) + 1;
      let y = x - diagonal;
      while (x < left.length && y < right.length && left[x] === right[y]) {
        x += 1;
        y += 1;
      }
      furthest[size + diagonal] = x;
      if (x >= left.length && y >= right.length) return hunksOf(trace, left.length, right.length);
    }
  }
  return undefined;
}

function isDown(furthest: Int32Array, center: number, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  if (diagonal === edits) return false;
  return (furthest[center + diagonal - 1] ?? 0) < (furthest[center + diagonal + 1] ?? 0);
}

function hunksOf(trace: readonly Int32Array[], leftEnd: number, rightEnd: number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let x = leftEnd;
  let y = rightEnd;
  for (let edits = trace.length - 1; edits > 0; edits -= 1) {
    const furthest = trace[edits] ?? new Int32Array(0);
    const center = edits + 1;
    const diagonal = x - y;
    const previous = isDown(furthest, center, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const fromX = furthest[center + previous] ?? 0;
    const fromY = fromX - previous;
    const down = previous === diagonal + 1;
    hunks.push({ start: fromX, end: down ? fromX : fromX + 1, otherStart: fromY, otherEnd: down ? fromY + 1 : fromY });
    x = fromX;
    y = fromY;
  }
  return hunks.reverse();
}

function joinNear(hunks: readonly Hunk[]): readonly Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    const last = joined.at(-1);
    if (last === undefined || hunk.start - last.end >= SHORTEST_GAP) joined.push(hunk);
    else joined[joined.length - 1] = { ...hunk, start: last.start, otherStart: last.otherStart };
  }
  return joined;
}
