import { hash } from 'node:crypto';

const COUNTER_BYTES = 8;

/**
 * Numbers that a text decides, in any language alike: the draw number `counter` (from 0) is SHA-256 over the text's
 * UTF-8 followed by the counter as 8 bytes, big-endian. A number below n is the digest, as one big-endian number,
 * modulo n.
 */
export class SeededDraws {
  /** The text, and behind it the counter. */
  readonly #hashed: Buffer;
  #counter = 0;

  constructor(seed: string) {
    this.#hashed = Buffer.concat([Buffer.from(seed, 'utf8'), Buffer.alloc(COUNTER_BYTES)]);
  }

  /** The next 32 bytes. */
  bytes(): Uint8Array {
    // What is counted here stays far below six bytes; the others are zero.
    this.#hashed.writeUIntBE(this.#counter, this.#hashed.length - 6, 6);
    this.#counter += 1;
    return new Uint8Array(hash('sha256', this.#hashed, 'buffer'));
  }

  /** The next number from 0, below `limit`, which is at most 2^40. */
  below(limit: number): number {
    let rest = 0;
    // Byte by byte, so that nothing leaves the numbers that are exact.
    for (const byte of this.bytes()) rest = (rest * 256 + byte) % limit;
    return rest;
  }

  /** The items in another order: from the last place down, each changes with one at or before it. */
  shuffle<T>(items: readonly T[]): readonly T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      const [moved] = shuffled.splice(other, 1, ...shuffled.slice(last, last + 1));
      if (moved !== undefined) shuffled.splice(last, 1, moved);
    }
    return shuffled;
  }
}
