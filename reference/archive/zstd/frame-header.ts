/** The header of a zstd frame, read tolerantly (RFC 8878 3.1.1.1). */
export interface FrameHeader {
  /** Where the frame begins in the file. */
  readonly offset: number;
  /** Absent where the header is cut short. */
  readonly length: number | undefined;
  readonly hasReservedBit: boolean;
  readonly hasUnusedBit: boolean;
  readonly hasChecksum: boolean;
  /** 0 where none is needed. */
  readonly dictionary: number;
  readonly contentSize: number | undefined;
  /** Bytes of the window; those of the content in a single segment. */
  readonly window: number;
  readonly windowLimit: number;
}

/** Longest frame header: magic, descriptor, window, dictionary and size of the content. */
export const MOST_HEADER_BYTES = 18;

const DICTIONARY_BYTES: readonly number[] = [0, 1, 2, 4];
const SIZE_BYTES: readonly number[] = [0, 2, 4, 8];
const MAGIC_BYTES = 4;

/** Reads the header at the start of `bytes`, of which there are as many as the file has, up to the most. */
export function readFrameHeader(bytes: Buffer, offset: number, windowLimit: number): FrameHeader {
  const descriptor = bytes[MAGIC_BYTES] ?? 0;
  const isSingle = (descriptor & 0x20) !== 0;
  const sizeCode = descriptor >> 6;
  const sizeBytes = sizeCode === 0 && isSingle ? 1 : (SIZE_BYTES[sizeCode] ?? 0);
  const dictionaryBytes = DICTIONARY_BYTES[descriptor & 3] ?? 0;
  const windowAt = MAGIC_BYTES + 1;
  const dictionaryAt = windowAt + (isSingle ? 0 : 1);
  const sizeAt = dictionaryAt + dictionaryBytes;
  const length = sizeAt + sizeBytes;
  const isThere = length <= bytes.length;
  const contentSize =
    isThere && sizeBytes > 0 ? readNumber(bytes, sizeAt, sizeBytes) + (sizeBytes === 2 ? 256 : 0) : undefined;
  return {
    offset,
    length: isThere ? length : undefined,
    hasReservedBit: (descriptor & 0x08) !== 0,
    hasUnusedBit: (descriptor & 0x10) !== 0,
    hasChecksum: (descriptor & 0x04) !== 0,
    dictionary: isThere ? readNumber(bytes, dictionaryAt, dictionaryBytes) : 0,
    contentSize,
    window: isSingle ? (contentSize ?? 0) : windowOf(bytes[windowAt] ?? 0),
    windowLimit,
  };
}

/** A window from its exponent and its eighths (RFC 8878 3.1.1.1.2). */
function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** A little-endian number of up to eight bytes; not exact above 2^53, where no content can be. */
function readNumber(bytes: Buffer, start: number, length: number): number {
  let value = 0;
  for (let index = length - 1; index >= 0; index -= 1) value = value * 256 + (bytes[start + index] ?? 0);
  return value;
}
