// A range that meets so many others on its way is one of a set that was made for that.
const LONGEST_SEARCH = 64;

/** Ranges of bytes, each from its start to ahead of its end. */
interface ByteRanges {
  readonly bytes: Buffer;
  readonly count: number;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/**
 * Whether no two ranges hold the same bytes. Nothing is copied out of them, unless they were made to share their hashes:
 * then a set of texts decides.
 */
export function areDistinct(ranges: ByteRanges): boolean {
  const { count } = ranges;
  const size = 2 ** Math.ceil(Math.log2(2 * count + 1));
  // One more than the number of the range that took the place; 0 for a free one.
  const taken = new Int32Array(size);
  const hashes = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    const hash = hashOf(ranges, index);
    hashes[index] = hash;
    let place = (hash >>> 0) % size;
    for (let steps = 0; ; steps += 1) {
      const other = (taken[place] ?? 0) - 1;
      if (other < 0) break;
      if (hashes[other] === hash && areEqual(ranges, other, index)) return false;
      if (steps > LONGEST_SEARCH) return areDistinctTexts(ranges);
      place = (place + 1) % size;
    }
    taken[place] = index + 1;
  }
  return true;
}

// FNV-1a.
function hashOf({ bytes, starts, ends }: ByteRanges, range: number): number {
  let hash = 0x811c9dc5;
  const end = ends[range] ?? 0;
  for (let index = starts[range] ?? 0; index < end; index += 1)
    hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

function areEqual({ bytes, starts, ends }: ByteRanges, a: number, b: number): boolean {
  return bytes.compare(bytes, starts[a], ends[a], starts[b], ends[b]) === 0;
}

function areDistinctTexts({ bytes, count, starts, ends }: ByteRanges): boolean {
  const texts = new Set<string>();
  for (let index = 0; index < count; index += 1) texts.add(bytes.toString('latin1', starts[index], ends[index]));
  return texts.size === count;
}
