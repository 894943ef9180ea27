import type { SeededDraws } from '../suite/seeded-draws.ts';

/** Changes bytes, or says that it cannot (`undefined`). The given bytes stay as they are. */
export type Mutator = (bytes: Uint8Array, draws: SeededDraws) => Uint8Array | undefined;

const LONGEST_RUN = 16;
const TELLING_BYTES = [0x00, 0x01, 0x09, 0x0a, 0x0d, 0x20, 0x2e, 0x2f, 0x5c, 0x7f, 0x80, 0xc0, 0xed, 0xef, 0xff];

/** One of the items. */
export function pick<T>(items: readonly T[], draws: SeededDraws): T {
  const item = items[draws.below(items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** The bytes with `count` of them from `offset` on replaced. */
export function splice(bytes: Uint8Array, offset: number, count: number, insert: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([bytes.subarray(0, offset), insert, bytes.subarray(offset + count)]));
}

/** One edit that knows nothing of what the bytes mean. */
export const mutateBytes: Mutator = (bytes, draws) => {
  if (bytes.length === 0) return Uint8Array.of(pick(TELLING_BYTES, draws));
  return pick(BLIND_EDITS, draws)(bytes, draws);
};

const BLIND_EDITS: readonly Mutator[] = [flipBit, setByte, insertByte, removeRun, repeatRun, truncate, append];

function flipBit(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  const offset = draws.below(bytes.length);
  return splice(bytes, offset, 1, Uint8Array.of((bytes[offset] ?? 0) ^ (2 ** draws.below(8))));
}

function setByte(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  return splice(bytes, draws.below(bytes.length), 1, Uint8Array.of(pick(TELLING_BYTES, draws)));
}

function insertByte(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  return splice(bytes, draws.below(bytes.length + 1), 0, Uint8Array.of(pick(TELLING_BYTES, draws)));
}

function removeRun(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  return splice(bytes, draws.below(bytes.length), 1 + draws.below(LONGEST_RUN), new Uint8Array(0));
}

function repeatRun(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  const offset = draws.below(bytes.length);
  return splice(bytes, offset, 0, bytes.subarray(offset, offset + 1 + draws.below(LONGEST_RUN)));
}

function truncate(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  return bytes.subarray(0, draws.below(bytes.length));
}

function append(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  return splice(bytes, bytes.length, 0, Uint8Array.of(pick(TELLING_BYTES, draws)));
}
