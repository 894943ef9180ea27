/** Thrown within the decoder where a compressed block is invalid (RFC 8878); it never leaves it. */
export class InvalidBlock extends Error {}

/** Ends the decoding of a block that is invalid. */
export function assertBlock(holds: boolean, what: string): asserts holds {
  if (!holds) throw new InvalidBlock(what);
}

/** The position of the highest bit that is set in a positive number below 2^31. */
export function highestBit(value: number): number {
  return 31 - Math.clz32(value);
}
