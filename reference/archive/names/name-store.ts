import { isCutName, MOST_NAME_BYTES } from './member-name.ts';

/** A longer name is kept as its bytes: as text it may take twice as much of the heap. */
const LONGEST_TEXT = 128;
const BLOCK_BYTES = 256 * 1024;

/** Where the bytes of a name stand; a buffer for each name would take more than many a name. */
export class KeptBytes {
  readonly #block: Buffer;
  readonly #start: number;
  readonly #stop: number;

  constructor(block: Buffer, start: number, stop: number) {
    this.#block = block;
    this.#start = start;
    this.#stop = stop;
  }

  get bytes(): Buffer {
    return this.#block.subarray(this.#start, this.#stop);
  }

  get last(): number | undefined {
    return this.#block[this.#stop - 1];
  }
}

/** A name as it is kept: its text, or bytes that decode to it. */
export type KeptName = string | KeptBytes;

/** Keeps names: short ones as text, long ones as bytes in blocks outside of the heap. */
export class NameStore {
  #block = Buffer.alloc(0);
  #used = 0;

  /** What is kept of a name: its text, or bytes that decode to the same text as all of its bytes do. */
  keep(bytes: Buffer, text: string): KeptName {
    if (text.length <= LONGEST_TEXT) return text;
    if (!isCutName(bytes.length)) return this.#copy(bytes);
    // Where the name is cut depends on the first byte that is left out, and a slash at the end is kept.
    return this.#copy(Buffer.concat([bytes.subarray(0, MOST_NAME_BYTES + 1), bytes.subarray(-1)]));
  }

  #copy(bytes: Buffer): KeptBytes {
    if (bytes.length > this.#block.length - this.#used) {
      this.#block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += bytes.copy(this.#block, start);
    return new KeptBytes(this.#block, start, this.#used);
  }
}
