import type { Splice } from './vector.ts';

/** The twin's bytes after the edit. Throws where a splice does not find what it deletes. */
export function applySplices(bytes: Uint8Array, splices: readonly Splice[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let position = 0;
  for (const splice of splices) {
    const removed = Buffer.from(splice.delete, 'hex');
    const end = splice.offset + removed.length;
    if (splice.offset < position || !removed.equals(bytes.subarray(splice.offset, end))) {
      throw new Error(`the splice at ${splice.offset} does not fit`);
    }
    parts.push(bytes.subarray(position, splice.offset), Buffer.from(splice.insert, 'hex'));
    position = end;
  }
  return new Uint8Array(Buffer.concat([...parts, bytes.subarray(position)]));
}
