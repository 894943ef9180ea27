import type { ByteSource } from './byte-source.ts';

/**
 * A window on a source: bytes that lie close together are read at once, into one buffer that is used again. What it
 * gives is valid until the next call that gives bytes. Callers check that what they ask for lies in the source.
 */
export class SourceWindow {
  /** The buffer; `find` says where in it the bytes stand. */
  readonly bytes: Buffer;
  /** The same buffer, for the numbers in it: shorter to compile than the methods of Buffer, which run for each field. */
  readonly view: DataView;
  readonly #source: ByteSource;
  /** The range of the source that the buffer holds. */
  #start = 0;
  #stop = 0;

  constructor(source: ByteSource, capacity: number) {
    this.bytes = Buffer.allocUnsafe(Math.min(capacity, source.size));
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
    this.#source = source;
  }

  /**
   * The index in `bytes` of `length` bytes from `position` on, at most the capacity. Where they are not at hand,
   * `ahead` bytes are read, or as many as there are and fit.
   */
  find(position: number, length: number, ahead: number = this.bytes.length): number {
    if (position >= this.#start && position + length <= this.#stop) return position - this.#start;
    this.#fill(position, Math.max(length, ahead));
    return 0;
  }

  #fill(position: number, length: number): void {
    const wanted = Math.min(length, this.bytes.length, this.#source.size - position);
    this.#stop = this.#start;
    this.#source.read(position, this.bytes.subarray(0, wanted));
    this.#start = position;
    this.#stop = position + wanted;
  }

  /** Some of the `length` bytes from `position` on: as many as are at hand, or the window full. */
  next(position: number, length: number): Buffer {
    const index = this.find(position, 1);
    return this.bytes.subarray(index, Math.min(index + length, this.#stop - this.#start));
  }

  /** The bytes of a range of any length, in one piece. */
  whole(position: number, length: number): Buffer {
    if (length > this.bytes.length) return this.copy(position, length);
    const index = this.find(position, length);
    return this.bytes.subarray(index, index + length);
  }

  /** A copy that stays valid; the window stays where it is. */
  copy(position: number, length: number): Buffer {
    const copy = Buffer.allocUnsafe(length);
    this.readInto(copy, position);
    return copy;
  }

  /** Fills `target` with the bytes from `position` on; the window stays where it is. */
  readInto(target: Buffer, position: number): void {
    const index = position - this.#start;
    const { length } = target;
    if (index >= 0 && position + length <= this.#stop) this.bytes.copy(target, 0, index, index + length);
    else this.#source.read(position, target);
  }
}
