/** Bytes of a SHA-256. */
const LENGTH = 32;
const FEWEST = 64;

/**
 * SHA-256 digests by number, outside of the heap: as texts in a map, those of 65,535 members would take five times as
 * much.
 */
export class DigestStore {
  readonly #expected: number;
  #bytes = Buffer.alloc(0);
  #isKnown: Uint8Array = new Uint8Array(0);

  /** `expected` digests, or more; nothing is allocated until there is one. */
  constructor(expected: number = FEWEST) {
    this.#expected = expected;
  }

  set(index: number, hex: string): void {
    if (index >= this.#isKnown.length) this.#grow(Math.max(index + 1, this.#expected, this.#isKnown.length * 2));
    this.#bytes.write(hex, index * LENGTH, 'hex');
    this.#isKnown[index] = 1;
  }

  /** The digest in lower-case hex; undefined where there is none. */
  get(index: number): string | undefined {
    if (this.#isKnown[index] !== 1) return undefined;
    return this.#bytes.toString('hex', index * LENGTH, (index + 1) * LENGTH);
  }

  #grow(count: number): void {
    const bytes = Buffer.alloc(count * LENGTH);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    const isKnown = new Uint8Array(count);
    isKnown.set(this.#isKnown);
    this.#isKnown = isKnown;
  }
}
