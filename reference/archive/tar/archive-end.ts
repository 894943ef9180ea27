import type { EndReading } from './end-checks.ts';
import { isZeroBlock } from './header-block.ts';
import { BLOCK_BYTES } from './tar-records.ts';

/** How nothing ended: what the rules on an end are given where only one of them is asked. */
export const NO_END: EndReading = {
  truncatedHeader: undefined,
  dangling: undefined,
  missingEnd: undefined,
  tail: undefined,
};

/** The two zero blocks that end a tar, and what stands behind them, as they come. */
export class ArchiveEnd {
  /** Where a zero block stands that may be the first of the two. */
  #zeroAt: number | undefined;
  /** Where the two zero blocks end. */
  #endAt: number | undefined;
  #dataAt: number | undefined;

  /** Whether both zero blocks were there. */
  get isReached(): boolean {
    return this.#endAt !== undefined;
  }

  /** A zero block in place of a header. */
  takeZeroBlock(offset: number): void {
    if (this.#zeroAt === undefined) this.#zeroAt = offset;
    else this.#endAt = offset + BLOCK_BYTES;
  }

  /** A block behind the two. */
  takeTail(block: Buffer, offset: number): void {
    if (this.#dataAt === undefined && !isZeroBlock(block)) this.#dataAt = offset;
  }

  /** The zero block that stands alone, now that a header follows it; it is forgotten then. */
  takeLoneZeroBlock(): number | undefined {
    const at = this.#zeroAt;
    this.#zeroAt = undefined;
    return at;
  }

  /** How the reading ended at `position`, the bytes of a block that is cut short included; `dangling` is without a member. */
  read(partial: Buffer, position: number, dangling: number | undefined): EndReading {
    if (this.#endAt !== undefined) {
      const start = position - partial.length;
      const dataAt = this.#dataAt ?? (isZeroBlock(partial) ? undefined : start);
      const tail = { offset: this.#endAt, length: position - this.#endAt, dataAt, partial: partial.length };
      return { ...NO_END, tail };
    }
    if (partial.length > 0) {
      return { ...NO_END, truncatedHeader: { offset: position - partial.length, count: partial.length } };
    }
    return { ...NO_END, dangling, missingEnd: position };
  }
}
