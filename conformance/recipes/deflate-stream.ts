/**
 * Deflate streams (RFC 1951) whose bytes do not depend on a library: two versions of zlib compress to different bytes,
 * and the vectors must be built to the same bytes everywhere.
 */

const LONGEST_STORED = 0xffff;

/** A stream of stored blocks: five bytes and the content for each 65,535 bytes. */
export function deflateStored(content: Uint8Array): Uint8Array {
  const blocks = storedBlocks(content, true);
  return new Uint8Array(Buffer.concat(blocks));
}

function storedBlocks(content: Uint8Array, isFinal: boolean): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < content.length; at += LONGEST_STORED) {
    const piece = content.subarray(at, at + LONGEST_STORED);
    const isLast = at + LONGEST_STORED >= content.length;
    const head = Buffer.alloc(5);
    head[0] = isFinal && isLast ? 1 : 0;
    head.writeUInt16LE(piece.length, 1);
    head.writeUInt16LE(0xffff - piece.length, 3);
    blocks.push(head, piece);
  }
  return blocks;
}

/**
 * A stream of stored blocks with `head`, then `zeros` zero bytes at about 1032 to 1. The second block has dynamic
 * codes (RFC 1951, 3.2.7): two bits for a literal zero or the end, one for a match of 258 bytes, one for its distance.
 */
export function deflateHeadAndZeros(head: Uint8Array, zeros: number): Uint8Array {
  const bits = new BitWriter();
  bits.put(1, 1); // the last block
  bits.put(2, 2); // dynamic codes
  bits.put(286 - 257, 5);
  bits.put(0, 5); // one distance code
  bits.put(18 - 4, 4);
  // Lengths of the code length codes, in the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1.
  for (const symbol of [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1]) {
    bits.put(symbol === 18 ? 1 : symbol === 1 || symbol === 2 ? 2 : 0, 3);
  }
  const zeroLengths = (count: number): void => {
    bits.put(0, 1);
    bits.put(count - 11, 7);
  };
  const lengthOne = (): void => bits.putCode(0b10, 2);
  const lengthTwo = (): void => bits.putCode(0b11, 2);
  lengthTwo(); // literal 0
  zeroLengths(138);
  zeroLengths(117);
  lengthTwo(); // 256, the end
  zeroLengths(28);
  lengthOne(); // 285, a match of 258
  lengthOne(); // distance 1
  const literal = (): void => bits.putCode(0b10, 2);
  let left = zeros;
  if (left > 0) {
    literal();
    left -= 1;
  }
  for (; left >= 258; left -= 258) bits.put(0, 2);
  for (; left > 0; left -= 1) literal();
  bits.putCode(0b11, 2);
  return new Uint8Array(Buffer.concat([...storedBlocks(head, false), bits.bytes()]));
}

/** Writes bits from the least significant on, and Huffman codes from their first bit on (RFC 1951, 3.1.1). */
class BitWriter {
  readonly #bytes: number[] = [];
  #used = 8;

  put(value: number, width: number): void {
    for (let bit = 0; bit < width; bit += 1) this.#one((value >> bit) & 1);
  }

  putCode(code: number, width: number): void {
    for (let bit = width - 1; bit >= 0; bit -= 1) this.#one((code >> bit) & 1);
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #one(bit: number): void {
    if (this.#used === 8) {
      this.#bytes.push(0);
      this.#used = 0;
    }
    const last = this.#bytes.length - 1;
    this.#bytes[last] = (this.#bytes[last] ?? 0) + bit * 2 ** this.#used;
    this.#used += 1;
  }
}
