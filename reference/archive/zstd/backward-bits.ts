import { assertBlock, highestBit } from './invalid-block.ts';

/**
 * How many bits a stream has that is read from its end: the highest bit that is set in the last byte marks where it
 * ends (RFC 8878 4.1).
 */
export function countBits(bytes: Uint8Array, start: number, stop: number): number {
  assertBlock(stop > start, 'a stream of bits is empty');
  const last = bytes[stop - 1] ?? 0;
  assertBlock(last !== 0, 'a stream of bits has no end');
  return (stop - 1 - start) * 8 + highestBit(last);
}

/** Up to 24 bits below the bit `position` of the bytes from `start` on; zeros stand before the first bit. */
export function bitsBelow(bytes: Uint8Array, start: number, position: number, count: number): number {
  if (position < count) {
    return position <= 0 ? 0 : bitsBelow(bytes, start, position, position) << (count - position);
  }
  const from = position - count;
  const at = start + (from >> 3);
  const word =
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  return (word >>> (from & 7)) & ((1 << count) - 1);
}
