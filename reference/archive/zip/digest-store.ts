/** Bytes of a SHA-256. */
const LENGTH = 32;

/**
 * SHA-256 digests by number, outside of the heap: as texts in a map, those of 65,535 members would take five times as
 * much.
 */
export class DigestStore {
  readonly #count: number;
  #bytes = Buffer.alloc(0);
  #isKnown: Uint8Array = new Uint8Array(0);

  /** `count` digests at most; nothing is allocated until there is one. */
  constructor(count: number) {
    this.#count = count;
  }

  set(index: number, hex: string): void {
    if (this.#bytes.length === 0) {
      this.#bytes = Buffer.alloc(this.#count * LENGTH);
      this.#isKnown = new Uint8Array(this.#count);
    }
    this.#bytes.write(hex, index * LENGTH, 'hex');
    this.#isKnown[index] = 1;
  }

  /** The digest in lower-case hex; undefined where there is none. */
  get(index: number): string | undefined {
    if (this.#isKnown[index] !== 1) return undefined;
    return this.#bytes.toString('hex', index * LENGTH, (index + 1) * LENGTH);
  }
}
