import { createHash } from 'node:crypto';

/**
 * Numbers that a text decides, in any language alike: the draw number `counter` (from 0) is SHA-256 over the text's
 * UTF-8 followed by the counter as 8 bytes, big-endian. A number below n is the digest, as one big-endian number,
 * modulo n.
 */
export class SeededDraws {
  readonly #seed: string;
  #counter = 0n;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** The next 32 bytes. */
  bytes(): Uint8Array {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(this.#counter);
    this.#counter += 1n;
    return new Uint8Array(createHash('sha256').update(this.#seed, 'utf8').update(counter).digest());
  }

  /** The next number from 0, below `limit`. */
  below(limit: number): number {
    return Number(BigInt(`0x${Buffer.from(this.bytes()).toString('hex')}`) % BigInt(limit));
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
