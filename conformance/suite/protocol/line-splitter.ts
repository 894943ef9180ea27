/** The longest line that an adapter may write, in bytes without its line feed. */
export const LONGEST_LINE: number = 8 * 1024 * 1024;

/** Lines out of a stream of bytes. What is kept is at most one chunk longer than the longest line. */
export class LineSplitter {
  #parts: Uint8Array[] = [];
  #length = 0;
  readonly #lines: Uint8Array[] = [];

  /** Bytes that no line feed has ended yet. */
  get unfinished(): number {
    return this.#length;
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0 && this.#length === 0;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      this.#lines.push(Buffer.concat([...this.#parts, chunk.subarray(start, end)]));
      this.#parts = [];
      this.#length = 0;
      start = end + 1;
    }
    if (start === chunk.length) return;
    this.#parts.push(chunk.subarray(start));
    this.#length += chunk.length - start;
  }

  /** The next whole line, without its line feed. */
  next(): Uint8Array | undefined {
    return this.#lines.shift();
  }
}
