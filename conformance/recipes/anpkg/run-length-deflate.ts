/** Text as it stands, or one byte (below 144) many times. */
export type Run = string | { readonly byte: number; readonly count: number };

const LONGEST_MATCH = 258;

/**
 * A deflate stream (RFC 1951) of one block with fixed codes, in which long runs are matches at distance 1: about one
 * byte for 158. It is the same with every version of every library, unlike what a compressor writes.
 */
export function runLengthDeflate(runs: readonly Run[]): Uint8Array {
  const bits = new BitWriter();
  bits.number(1, 1);
  bits.number(1, 2);
  for (const run of runs) {
    if (typeof run === 'string') for (const byte of new TextEncoder().encode(run)) literal(bits, byte);
    else repeat(bits, run);
  }
  // End of block: symbol 256.
  bits.code(0, 7);
  return bits.bytes();
}

function repeat(bits: BitWriter, { byte, count }: { readonly byte: number; readonly count: number }): void {
  let left = count;
  if (left > 0) {
    literal(bits, byte);
    left -= 1;
  }
  for (; left >= LONGEST_MATCH; left -= LONGEST_MATCH) {
    // Symbol 285, length 258; distance symbol 0, distance 1.
    bits.code(0b11000101, 8);
    bits.code(0, 5);
  }
  for (; left > 0; left -= 1) literal(bits, byte);
}

function literal(bits: BitWriter, byte: number): void {
  if (byte < 144) bits.code(0x30 + byte, 8);
  else bits.code(0x190 + byte - 144, 9);
}

class BitWriter {
  readonly #bytes: number[] = [];
  #current = 0;
  #filled = 0;

  /** A number, least significant bit first. */
  number(value: number, width: number): void {
    for (let bit = 0; bit < width; bit += 1) this.#put(Math.floor(value / 2 ** bit) % 2);
  }

  /** A Huffman code, most significant bit first. */
  code(value: number, width: number): void {
    for (let bit = width - 1; bit >= 0; bit -= 1) this.#put(Math.floor(value / 2 ** bit) % 2);
  }

  bytes(): Uint8Array {
    while (this.#filled > 0) this.#put(0);
    return Uint8Array.from(this.#bytes);
  }

  #put(bit: number): void {
    this.#current += bit * 2 ** this.#filled;
    this.#filled += 1;
    if (this.#filled < 8) return;
    this.#bytes.push(this.#current);
    this.#current = 0;
    this.#filled = 0;
  }
}
