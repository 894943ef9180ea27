import { bitsBelow, countBits } from './backward-bits.ts';
import { readFseTable } from './fse-table.ts';
import { assertBlock, highestBit } from './invalid-block.ts';

/** A decoding table of Huffman codes: for the next `log` bits, the symbol × 256 and the length of its code. */
export interface HuffmanTable {
  readonly log: number;
  readonly entries: Uint16Array;
}

/** Longest code (RFC 8878 4.2.1). */
const MOST_BITS = 11;
/** Weights that may be written down; that of the last symbol follows from them. */
const MOST_WEIGHTS = 255;

/** Reads the description of a table (RFC 8878 4.2.1) from `start` on, which may take all up to `stop`. */
export function readHuffmanTable(
  bytes: Uint8Array,
  start: number,
  stop: number,
): { readonly table: HuffmanTable; readonly end: number } {
  assertBlock(start < stop, 'the description of the codes is missing');
  const head = bytes[start] ?? 0;
  if (head < 128) {
    const end = start + 1 + head;
    assertBlock(head > 0 && end <= stop, 'the description of the codes is cut short');
    return { table: buildHuffmanTable(readCodedWeights(bytes, start + 1, end)), end };
  }
  const count = head - 127;
  const end = start + 1 + ((count + 1) >> 1);
  assertBlock(end <= stop, 'the description of the codes is cut short');
  const weights: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const byte = bytes[start + 1 + (index >> 1)] ?? 0;
    weights.push(index % 2 === 0 ? byte >> 4 : byte & 15);
  }
  return { table: buildHuffmanTable(weights), end };
}

/** Weights in a table of finite state entropy, with two states that take turns (RFC 8878 4.2.1.2). */
function readCodedWeights(bytes: Uint8Array, start: number, stop: number): readonly number[] {
  const { table, end } = readFseTable(bytes, start, stop, { mostLog: 6, mostSymbol: 255 });
  let position = countBits(bytes, end, stop);
  const read = (count: number): number => {
    const value = bitsBelow(bytes, end, position, count);
    position -= count;
    return value;
  };
  const states = [read(table.log), read(table.log)];
  assertBlock(position >= 0, 'the weights are cut short');
  const weights: number[] = [];
  for (let turn = 0; ; turn = 1 - turn) {
    const state = states[turn] ?? 0;
    weights.push(table.symbols[state] ?? 0);
    states[turn] = (table.bases[state] ?? 0) + read(table.bits[state] ?? 0);
    assertBlock(weights.length < MOST_WEIGHTS, 'there are too many weights');
    if (position >= 0) continue;
    // The bits ran out: the other state has the last symbol.
    weights.push(table.symbols[states[1 - turn] ?? 0] ?? 0);
    return weights;
  }
}

/** Codes from weights: the weight of the last symbol makes the sum a power of two (RFC 8878 4.2.1.3). */
function buildHuffmanTable(given: readonly number[]): HuffmanTable {
  let sum = 0;
  for (const weight of given) {
    assertBlock(weight <= MOST_BITS, 'a code is too long');
    if (weight > 0) sum += 1 << (weight - 1);
  }
  assertBlock(sum > 0, 'there is no code');
  const log = highestBit(sum) + 1;
  assertBlock(log <= MOST_BITS, 'a code is too long');
  const rest = (1 << log) - sum;
  assertBlock((rest & (rest - 1)) === 0, 'the codes are not complete');
  const weights = [...given, highestBit(rest) + 1];
  assertBlock(weights.includes(1), 'no code has the full length');
  const entries = new Uint16Array(1 << log);
  let at = 0;
  for (let weight = 1; weight <= log; weight += 1) {
    for (const [symbol, other] of weights.entries()) {
      if (other !== weight) continue;
      const span = 1 << (weight - 1);
      entries.fill(symbol * 256 + (log + 1 - weight), at, at + span);
      at += span;
    }
  }
  return { log, entries };
}

/** Decodes a stream of codes (RFC 8878 4.2.2); it has to give exactly the bytes that are asked for. */
export function decodeHuffman(
  { log, entries }: HuffmanTable,
  source: { readonly bytes: Uint8Array; readonly start: number; readonly stop: number },
  target: Uint8Array,
  from: number,
  to: number,
): void {
  const { bytes, start, stop } = source;
  const mask = (1 << log) - 1;
  let position = countBits(bytes, start, stop);
  let at = from;
  // Two codes have at most 22 bits: one word holds them wherever they begin.
  const most = log * 2;
  while (at + 1 < to && position >= most) {
    const bit = position - most;
    const index = start + (bit >> 3);
    const word =
      ((bytes[index] ?? 0) |
        ((bytes[index + 1] ?? 0) << 8) |
        ((bytes[index + 2] ?? 0) << 16) |
        ((bytes[index + 3] ?? 0) << 24)) >>>
      (bit & 7);
    const first = entries[(word >>> log) & mask] ?? 0;
    const length = first & 255;
    const second = entries[(word >>> (log - length)) & mask] ?? 0;
    target[at] = first >>> 8;
    target[at + 1] = second >>> 8;
    at += 2;
    position -= length + (second & 255);
  }
  for (; at < to; at += 1) {
    const entry = entries[bitsBelow(bytes, start, position, log)] ?? 0;
    target[at] = entry >>> 8;
    position -= entry & 255;
    assertBlock(position >= 0, 'the literals are cut short');
  }
  assertBlock(position === 0, 'bits follow the literals');
}
