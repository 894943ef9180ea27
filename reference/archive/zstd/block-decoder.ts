import { countBits } from './backward-bits.ts';
import type { History } from './history.ts';
import type { HuffmanTable } from './huffman-table.ts';
import { assertBlock, InvalidBlock } from './invalid-block.ts';
import { decodeLiterals } from './literals.ts';
import { LITERAL_LENGTHS, MATCH_LENGTHS, readSequenceTables, type SequenceTables } from './sequence-tables.ts';

/** Largest block (RFC 8878 3.1.1.2.4). */
export const MOST_BLOCK_BYTES: number = 128 * 1024;

/** Offsets with more bits reach beyond every window that is accepted. */
const MOST_OFFSET_BITS = 28;
/** Shorter stretches are copied byte by byte: a call would take longer. */
const SHORT = 24;

/** Decodes the compressed blocks of one frame, one after the other (RFC 8878 3.1.1.3). */
export class BlockDecoder {
  readonly #history: History;
  readonly #most: number;
  readonly #literals: Uint8Array;
  #codes: HuffmanTable | undefined;
  #tables: SequenceTables | undefined;
  /** The three offsets that were used last. */
  #recent: [number, number, number] = [1, 4, 8];

  /** `most` is the largest content of a block. */
  constructor(history: History, most: number) {
    this.#history = history;
    this.#most = most;
    this.#literals = new Uint8Array(most);
  }

  /**
   * Decodes the block that stands in `bytes` up to `stop`; four bytes behind it may be read. Gives its content, which
   * is valid until there is more, or undefined for a block that is invalid.
   */
  decode(bytes: Uint8Array, stop: number): Buffer | undefined {
    try {
      this.#history.reserve(this.#most);
      return this.#history.accept(this.#decode(bytes, stop));
    } catch (error) {
      if (error instanceof InvalidBlock) return undefined;
      throw error;
    }
  }

  /** @returns the length of the content, which stands behind the history's position. */
  #decode(bytes: Uint8Array, stop: number): number {
    assertBlock(stop > 0, 'the block is empty');
    const literals = decodeLiterals(bytes, stop, this.#literals, this.#codes);
    this.#codes = literals.table;
    let at = literals.end;
    assertBlock(at < stop, 'the number of sequences is missing');
    const first = bytes[at] ?? 0;
    let count = first;
    at += first < 128 ? 1 : first < 255 ? 2 : 3;
    assertBlock(at <= stop, 'the number of sequences is cut short');
    if (first === 255) count = (bytes[at - 2] ?? 0) + (bytes[at - 1] ?? 0) * 256 + 0x7f00;
    else if (first >= 128) count = (first - 128) * 256 + (bytes[at - 1] ?? 0);
    if (count === 0) {
      assertBlock(at === stop, 'bytes follow a block without sequences');
      this.#history.bytes.set(literals.bytes, this.#history.position);
      return literals.bytes.length;
    }
    const { tables, end } = readSequenceTables(bytes, at, stop, this.#tables);
    this.#tables = tables;
    return this.#execute(count, literals.bytes, { bytes, start: end, stop }, tables);
  }

  /** Decodes and executes the sequences (RFC 8878 3.1.1.3.2.1.2, 3.1.1.4, 3.1.1.5). */
  #execute(
    count: number,
    literals: Uint8Array,
    { bytes, start, stop }: { readonly bytes: Uint8Array; readonly start: number; readonly stop: number },
    { literalLength, offset, matchLength }: SequenceTables,
  ): number {
    const target = this.#history.bytes;
    const base = this.#history.position;
    const limit = base + this.#most;
    const { reach } = this.#history;
    const window = this.#history.window;
    let [recent1, recent2, recent3] = this.#recent;
    let bit = countBits(bytes, start, stop);
    const read = (width: number): number => {
      bit -= width;
      if (bit < 0) throw new InvalidBlock('the sequences are cut short');
      const from = start + (bit >> 3);
      const word =
        ((bytes[from] ?? 0) |
          ((bytes[from + 1] ?? 0) << 8) |
          ((bytes[from + 2] ?? 0) << 16) |
          ((bytes[from + 3] ?? 0) << 24)) >>>
        (bit & 7);
      return word & ((1 << width) - 1);
    };
    let literalState = read(literalLength.log);
    let offsetState = read(offset.log);
    let matchState = read(matchLength.log);
    let taken = 0;
    let at = base;
    for (let left = count; left > 0; left -= 1) {
      const offsetBits = offset.symbols[offsetState] ?? 0;
      const matchCode = matchLength.symbols[matchState] ?? 0;
      const literalCode = literalLength.symbols[literalState] ?? 0;
      assertBlock(offsetBits <= MOST_OFFSET_BITS, 'an offset is too large');
      // A word has 25 bits for certain.
      const high = offsetBits > 24 ? read(offsetBits - 24) * 2 ** 24 : 0;
      const value = 2 ** offsetBits + high + read(Math.min(offsetBits, 24));
      const matched = (MATCH_LENGTHS.bases[matchCode] ?? 0) + read(MATCH_LENGTHS.bits[matchCode] ?? 0);
      const length = (LITERAL_LENGTHS.bases[literalCode] ?? 0) + read(LITERAL_LENGTHS.bits[literalCode] ?? 0);
      if (left > 1) {
        literalState = (literalLength.bases[literalState] ?? 0) + read(literalLength.bits[literalState] ?? 0);
        matchState = (matchLength.bases[matchState] ?? 0) + read(matchLength.bits[matchState] ?? 0);
        offsetState = (offset.bases[offsetState] ?? 0) + read(offset.bits[offsetState] ?? 0);
      }
      let distance: number;
      if (value > 3) {
        distance = value - 3;
        recent3 = recent2;
        recent2 = recent1;
        recent1 = distance;
      } else {
        // Without literals the recent offsets are counted from the second on.
        const place = length === 0 ? value : value - 1;
        if (place === 0) distance = recent1;
        else {
          distance = place === 1 ? recent2 : place === 2 ? recent3 : recent1 - 1;
          if (place > 1) recent3 = recent2;
          recent2 = recent1;
          recent1 = distance;
        }
      }
      assertBlock(length <= literals.length - taken, 'there are not enough literals');
      assertBlock(length + matched <= limit - at, 'the block has too much content');
      if (length > SHORT) target.set(literals.subarray(taken, taken + length), at);
      else for (let index = 0; index < length; index += 1) target[at + index] = literals[taken + index] ?? 0;
      taken += length;
      at += length;
      assertBlock(distance > 0 && distance <= Math.min(reach + at - base, window), 'a match reaches beyond the window');
      const from = at - distance;
      if (matched > SHORT && distance >= matched) target.copyWithin(at, from, from + matched);
      else for (let index = 0; index < matched; index += 1) target[at + index] = target[from + index] ?? 0;
      at += matched;
    }
    assertBlock(bit === 0, 'bits follow the sequences');
    const rest = literals.length - taken;
    assertBlock(rest <= limit - at, 'the block has too much content');
    target.set(literals.subarray(taken), at);
    this.#recent = [recent1, recent2, recent3];
    return at + rest - base;
  }
}
