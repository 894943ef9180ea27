import { createHash, type Hash, hash as hashWhole } from 'node:crypto';

/** SHA-256 of a content that comes in pieces, or in one: that needs no state. */
export class ContentDigest {
  readonly #length: number;
  #hash: Hash | undefined;
  #ofWhole: string | undefined;

  /** `length` is that of the content, should it come in one piece. */
  constructor(length: number) {
    this.#length = length;
  }

  update(piece: Uint8Array): void {
    if (piece.length === this.#length) {
      this.#ofWhole = hashWhole('sha256', piece, 'hex');
    } else {
      this.#hash ??= createHash('sha256');
      this.#hash.update(piece);
    }
  }

  /** 64 lower-case hex digits. */
  digest(): string {
    return this.#ofWhole ?? (this.#hash ?? createHash('sha256')).digest('hex');
  }
}
