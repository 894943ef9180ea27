import { crc32 } from 'node:zlib';

/** A gzip header, read tolerantly (RFC 1952 2.3). Numbers that are not there are 0. */
export interface GzipHeader {
  /** Where the member begins in the file. */
  readonly offset: number;
  /** Absent where the header is cut short, or longer than what is read of it. */
  readonly length: number | undefined;
  readonly isTooLong: boolean;
  readonly limit: number;
  readonly method: number | undefined;
  readonly flags: number;
  readonly time: number;
  readonly extraFlags: number;
  readonly system: number;
  /** Whether the extra field is no series of subfields. */
  readonly isExtraBroken: boolean;
  /** The CRC-16 that stands there and the one that it should be. */
  readonly crc: { readonly declared: number; readonly actual: number } | undefined;
}

const FIXED_BYTES = 10;
const FLAG_CRC = 0x02;
const FLAG_EXTRA = 0x04;
const FLAG_NAME = 0x08;
const FLAG_COMMENT = 0x10;

/** Reads the header at the start of `bytes`, of which there are at most one more than the limit. */
export function readGzipHeader(bytes: Buffer, offset: number, limit: number): GzipHeader {
  const flags = bytes[3] ?? 0;
  let at = FIXED_BYTES;
  let isExtraBroken = false;
  if ((flags & FLAG_EXTRA) !== 0) {
    const length = at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0;
    at += 2;
    isExtraBroken = at + length <= bytes.length && !isSubfields(bytes.subarray(at, at + length));
    at += length;
  }
  if ((flags & FLAG_NAME) !== 0) at = textEnd(bytes, at);
  if ((flags & FLAG_COMMENT) !== 0) at = textEnd(bytes, at);
  const crcAt = at;
  if ((flags & FLAG_CRC) !== 0) at += 2;
  const isThere = at <= bytes.length && at <= limit;
  return {
    offset,
    length: isThere ? at : undefined,
    isTooLong: !isThere && bytes.length > limit,
    limit,
    method: bytes[2],
    flags,
    time: bytes.length < 8 ? 0 : bytes.readUInt32LE(4),
    extraFlags: bytes[8] ?? 0,
    system: bytes[9] ?? 0,
    isExtraBroken,
    crc:
      isThere && (flags & FLAG_CRC) !== 0
        ? { declared: bytes.readUInt16LE(crcAt), actual: crc32(bytes.subarray(0, crcAt)) % 0x10000 }
        : undefined,
  };
}

/** Behind the NUL that ends a text; beyond all bytes where there is none. */
function textEnd(bytes: Buffer, start: number): number {
  const end = start < bytes.length ? bytes.indexOf(0, start) : -1;
  return end === -1 ? bytes.length + 1 : end + 1;
}

/** Whether an extra field consists of complete subfields: two bytes of id, two of length, data (RFC 1952 2.3.1.1). */
function isSubfields(extra: Buffer): boolean {
  let at = 0;
  while (at + 4 <= extra.length) at += 4 + extra.readUInt16LE(at + 2);
  return at === extra.length;
}
