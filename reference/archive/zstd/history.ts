/** Room beyond the window: what is no longer needed is moved away once it is full. */
const LEAST_ROOM = 256 * 1024;

/** The content of a frame as far back as a match may reach, and room for the next block. */
export class History {
  /** The content so far stands before `position`; `reach` bytes of it may be matched. */
  readonly bytes: Buffer;
  position = 0;
  /** Bytes of content before `position`, whether they are held or not. */
  total = 0;
  /** The furthest that a match may reach. */
  readonly window: number;

  /** `used` is what an earlier frame held, and is taken over where it is large enough: nothing reaches what stood in it. */
  constructor(window: number, used?: Buffer) {
    this.window = window;
    const length = window + Math.max(LEAST_ROOM, Math.floor(window / 4));
    this.bytes = used !== undefined && used.length >= length ? used : Buffer.alloc(length);
  }

  /** How far back a match may reach from `position` on. */
  get reach(): number {
    return Math.min(this.total, this.window);
  }

  /** Makes room for so many bytes, at most the least room. */
  reserve(length: number): void {
    if (this.position + length <= this.bytes.length) return;
    const kept = Math.min(this.window, this.position);
    this.bytes.copyWithin(0, this.position - kept, this.position);
    this.position = kept;
  }

  /** Takes in what was written behind `position`, and gives it; valid until there is more. */
  accept(length: number): Buffer {
    const block = this.bytes.subarray(this.position, this.position + length);
    this.position += length;
    this.total += length;
    return block;
  }
}
