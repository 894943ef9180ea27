import type { ByteSource } from '../archive/byte-source.ts';

const CHUNK = 256 * 1024;

/** Offset of the first byte in which two sources differ, the shorter one's end included; undefined where they are equal. */
export function firstDifference(before: ByteSource, after: ByteSource): number | undefined {
  const common = Math.min(before.size, after.size);
  const left = Buffer.alloc(Math.min(CHUNK, common));
  const right = Buffer.alloc(left.length);
  for (let position = 0; position < common; position += left.length) {
    const length = Math.min(left.length, common - position);
    before.read(position, left.subarray(0, length));
    after.read(position, right.subarray(0, length));
    if (left.compare(right, 0, length, 0, length) === 0) continue;
    for (let index = 0; index < length; index += 1) if (left[index] !== right[index]) return position + index;
  }
  return before.size === after.size ? undefined : common;
}
