import { assertBlock, highestBit } from './invalid-block.ts';

/** A decoding table of finite state entropy (RFC 8878 4.1): for each state a symbol, and where it goes. */
export interface FseTable {
  readonly log: number;
  readonly symbols: Uint8Array;
  /** Bits to read for the next state, and what to add to them. */
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

/** Bounds of a table that a block may describe. */
export interface FseBounds {
  readonly mostLog: number;
  readonly mostSymbol: number;
}

/**
 * Reads the description of a table (RFC 8878 4.1.1) from `start` on, which may take all up to `stop`.
 * @returns the table and where the description ends.
 */
export function readFseTable(
  bytes: Uint8Array,
  start: number,
  stop: number,
  { mostLog, mostSymbol }: FseBounds,
): { readonly table: FseTable; readonly end: number } {
  assertBlock(start < stop, 'the description of a table is missing');
  const log = ((bytes[start] ?? 0) & 15) + 5;
  assertBlock(log <= mostLog, 'the table is too large');
  const counts: number[] = [];
  const bitStop = stop * 8;
  let bit = start * 8 + 4;
  const peek = (count: number): number => {
    const at = bit >> 3;
    const word = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
    return (word >> (bit & 7)) & ((1 << count) - 1);
  };
  let remaining = 1 << log;
  while (remaining > 0 && counts.length <= mostSymbol) {
    const width = highestBit(remaining + 1) + 1;
    const lowMask = (1 << (width - 1)) - 1;
    const threshold = (1 << width) - 1 - (remaining + 1);
    let value = peek(width);
    if ((value & lowMask) < threshold) {
      value &= lowMask;
      bit += width - 1;
    } else {
      if (value > lowMask) value -= threshold;
      bit += width;
    }
    const count = value - 1;
    remaining -= Math.abs(count);
    counts.push(count);
    if (count === 0) {
      // Two bits say how many more have no share; three, that two more bits follow.
      let more = 3;
      while (more === 3 && bit <= bitStop) {
        more = peek(2);
        bit += 2;
        for (let index = 0; index < more; index += 1) counts.push(0);
      }
    }
    assertBlock(bit <= bitStop, 'the description of a table is cut short');
  }
  assertBlock(remaining === 0 && counts.length <= mostSymbol + 1, 'the shares of a table are not whole');
  return { table: buildFseTable(counts, log), end: (bit + 7) >> 3 };
}

/** Builds a table from the shares of its symbols; -1 is a share of less than one (RFC 8878 4.1.1). */
export function buildFseTable(counts: readonly number[], log: number): FseTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const next = new Uint16Array(counts.length);
  let high = size;
  for (const [symbol, count] of counts.entries()) {
    if (count === -1) {
      high -= 1;
      symbols[high] = symbol;
    }
    next[symbol] = Math.abs(count);
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let position = 0;
  for (const [symbol, count] of counts.entries()) {
    for (let index = 0; index < count; index += 1) {
      symbols[position] = symbol;
      do position = (position + step) & (size - 1);
      while (position >= high);
    }
  }
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let state = 0; state < size; state += 1) {
    const symbol = symbols[state] ?? 0;
    const share = next[symbol] ?? 0;
    next[symbol] = share + 1;
    const width = log - highestBit(share);
    bits[state] = width;
    bases[state] = (share << width) - size;
  }
  return { log, symbols, bits, bases };
}

/** The table of one symbol, which takes no bits (RFC 8878 3.1.1.3.2.1, RLE mode). */
export function oneSymbolTable(symbol: number): FseTable {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: Uint8Array.of(0), bases: Uint16Array.of(0) };
}
