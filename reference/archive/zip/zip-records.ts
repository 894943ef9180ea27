/** Signatures and fixed lengths of the records (APPNOTE 4.3), and the fields' widths. */
export const LOCAL_HEADER_SIGNATURE = 0x04034b50;
export const CENTRAL_HEADER_SIGNATURE = 0x02014b50;
export const DESCRIPTOR_SIGNATURE = 0x08074b50;
export const ZIP64_END_SIGNATURE = 0x06064b50;
export const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
export const END_SIGNATURE = 0x06054b50;

export const LOCAL_HEADER_LENGTH = 30;
export const CENTRAL_HEADER_LENGTH = 46;
export const ZIP64_END_LENGTH = 56;
export const ZIP64_LOCATOR_LENGTH = 20;
export const END_LENGTH = 22;

export const ONES_16 = 0xffff;
export const ONES_32 = 0xffffffff;
const TWO_32 = 0x100000000;

/**
 * Reads an eight-byte field. Values above 2^53 lose their low digits, which changes no verdict: they lie outside of
 * any file.
 */
export function readUint64(bytes: Buffer, offset: number): number {
  return bytes.readUInt32LE(offset + 4) * TWO_32 + bytes.readUInt32LE(offset);
}

/** Writes an eight-byte field. */
export function writeUint64(bytes: Buffer, value: number, offset: number): void {
  bytes.writeUInt32LE(value % TWO_32, offset);
  bytes.writeUInt32LE(Math.floor(value / TWO_32), offset + 4);
}

/** General purpose flags (APPNOTE 4.4.4). */
export const FLAG_ENCRYPTED = 0x0001;
export const FLAG_DESCRIPTOR = 0x0008;
export const FLAG_PATCHED = 0x0020;
export const FLAG_STRONG_ENCRYPTION = 0x0040;
export const FLAG_UTF8 = 0x0800;
export const FLAG_MASKED = 0x2000;
/** Bits 4, 7 to 10, 12, 14, 15. */
export const FLAGS_RESERVED = 0xd790;

export const METHOD_STORED = 0;
export const METHOD_DEFLATED = 8;

/** 1980-01-01 00:00:00 as date × 65536 + time. */
export const EPOCH_DOS_TIME: number = 0x0021 * 0x10000;
/** A regular file of mode 0644. */
export const CANONICAL_ATTRIBUTES: number = 0o100644 * 0x10000;
/** Above this, CPython's zipfile writes zip64 (its ZIP64_LIMIT). */
export const ZIP64_LIMIT = 0x7fffffff;
