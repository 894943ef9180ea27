import { tarSum } from '../recipes/tar-builder.ts';
import { splice } from './mutate-bytes.ts';

/** A header block of a tar, and the content behind it. */
export interface TarRecord {
  readonly offset: number;
  readonly typeflag: string;
  /** Where the content ends that the header's size announces; at most where the bytes end. */
  readonly contentEnd: number;
  /** Where the next block begins. */
  readonly end: number;
}

/** A field of a header: its place in the block, and its length. */
export interface TarFieldPlace {
  readonly start: number;
  readonly length: number;
  readonly isNumber: boolean;
}

export const BLOCK = 512;

/** The fields of a header but for the checksum (POSIX, ustar). */
export const TAR_FIELDS: readonly TarFieldPlace[] = [
  ...[
    [0, 100],
    [157, 100],
    [257, 8],
    [265, 32],
    [297, 32],
    [345, 155],
    [500, 12],
  ].map(([start = 0, length = 0]) => ({ start, length, isNumber: false })),
  ...[
    [100, 8],
    [108, 8],
    [116, 8],
    [124, 12],
    [136, 12],
    [329, 8],
    [337, 8],
  ].map(([start = 0, length = 0]) => ({ start, length, isNumber: true })),
];

const CHECKSUM = { start: 148, length: 8 } as const;

/** The headers of a tar from its first byte on, as long as their sizes are octal and lead on. */
export function findTarRecords(bytes: Uint8Array): readonly TarRecord[] {
  const records: TarRecord[] = [];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at + CHECKSUM.start] !== 0; ) {
    const digits = /^ *([0-7]+)[ \0]*$/.exec(text.toString('latin1', at + 124, at + 136))?.[1];
    const contentEnd = Math.min(bytes.length, at + BLOCK + Number.parseInt(digits ?? '0', 8));
    const end = Math.min(bytes.length, at + BLOCK * (1 + Math.ceil((contentEnd - at - BLOCK) / BLOCK)));
    records.push({ offset: at, typeflag: text.toString('latin1', at + 156, at + 157), contentEnd, end });
    at = end;
  }
  return records;
}

/** The bytes with the right checksum in the header at `offset`. */
export function withTarSum(bytes: Uint8Array, offset: number): Uint8Array {
  const sum = tarSum(bytes.subarray(offset, offset + BLOCK));
  return splice(
    bytes,
    offset + CHECKSUM.start,
    CHECKSUM.length,
    Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `, 'latin1'),
  );
}
