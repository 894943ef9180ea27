import { BLOCK_BYTES } from './tar-records.ts';

/** What takes a tar apart, in the order of its bytes. */
export interface BlockConsumer {
  /** How many bytes are wanted as they come, before the next whole block. */
  readonly wanted: number;
  /** Some of the bytes that are wanted as they come, at most `wanted`. */
  takeBytes(bytes: Buffer): void;
  /** A whole block; it is valid only during the call. */
  takeBlock(block: Buffer, offset: number): void;
}

/** Cuts a stream of bytes, in pieces of any length, into whole blocks and stretches of content. */
export class BlockStream {
  /** Bytes that went by. */
  position = 0;
  readonly #consumer: BlockConsumer;
  readonly #partial: Buffer = Buffer.alloc(BLOCK_BYTES);
  #filled = 0;

  constructor(consumer: BlockConsumer) {
    this.#consumer = consumer;
  }

  push(piece: Buffer): void {
    const consumer = this.#consumer;
    for (let at = 0; at < piece.length; ) {
      const rest = piece.length - at;
      const { wanted } = consumer;
      if (wanted > 0) {
        const count = Math.min(wanted, rest);
        consumer.takeBytes(piece.subarray(at, at + count));
        at += count;
        this.position += count;
      } else if (this.#filled === 0 && rest >= BLOCK_BYTES) {
        consumer.takeBlock(piece.subarray(at, at + BLOCK_BYTES), this.position);
        at += BLOCK_BYTES;
        this.position += BLOCK_BYTES;
      } else {
        const count = Math.min(BLOCK_BYTES - this.#filled, rest);
        piece.copy(this.#partial, this.#filled, at, at + count);
        this.#filled += count;
        at += count;
        this.position += count;
        if (this.#filled === BLOCK_BYTES) {
          this.#filled = 0;
          consumer.takeBlock(this.#partial, this.position - BLOCK_BYTES);
        }
      }
    }
  }

  /** What is left of the last block, where it is not a whole one. */
  get partial(): Buffer {
    return this.#partial.subarray(0, this.#filled);
  }
}
