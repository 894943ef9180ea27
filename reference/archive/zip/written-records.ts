import {
  CANONICAL_ATTRIBUTES,
  CENTRAL_HEADER_LENGTH,
  CENTRAL_HEADER_SIGNATURE,
  END_LENGTH,
  END_SIGNATURE,
  EPOCH_DOS_TIME,
  FLAG_UTF8,
  LOCAL_HEADER_LENGTH,
  LOCAL_HEADER_SIGNATURE,
  ONES_16,
  ONES_32,
  writeUint64,
  ZIP64_END_LENGTH,
  ZIP64_END_SIGNATURE,
  ZIP64_LIMIT,
  ZIP64_LOCATOR_LENGTH,
  ZIP64_LOCATOR_SIGNATURE,
} from './zip-records.ts';

/** A stored member whose content is known. */
export interface WrittenMember {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  /** Of its local header. */
  readonly offset: number;
}

const VERSION = 20;
const ZIP64_VERSION = 45;
const MADE_BY_UNIX = 0x0300;
const ZIP64_BLOCK_HEADER = 4;

/** The local header (APPNOTE 4.3.7), with zip64 sizes where CPython's zipfile reserves them. */
export function localHeader(member: WrittenMember): Buffer {
  const isZip64 = reservesZip64(member);
  const nameEnd = LOCAL_HEADER_LENGTH + member.name.length;
  const bytes = Buffer.alloc(nameEnd + (isZip64 ? ZIP64_BLOCK_HEADER + 16 : 0));
  bytes.writeUInt32LE(LOCAL_HEADER_SIGNATURE, 0);
  writeCommonFields(bytes, 4, member, {
    version: isZip64 ? ZIP64_VERSION : VERSION,
    size: isZip64 ? ONES_32 : member.size,
    extraLength: isZip64 ? ZIP64_BLOCK_HEADER + 16 : 0,
  });
  member.name.copy(bytes, LOCAL_HEADER_LENGTH);
  if (isZip64) writeZip64Block(bytes, nameEnd, [member.size, member.size]);
  return bytes;
}

/** The central header (APPNOTE 4.3.12). */
export function centralHeader(member: WrittenMember): Buffer {
  const isLarge = member.size > ZIP64_LIMIT;
  const isFar = member.offset > ZIP64_LIMIT;
  const values = [...(isLarge ? [member.size, member.size] : []), ...(isFar ? [member.offset] : [])];
  const extraLength = values.length === 0 ? 0 : ZIP64_BLOCK_HEADER + 8 * values.length;
  const version = values.length > 0 || reservesZip64(member) ? ZIP64_VERSION : VERSION;
  const nameEnd = CENTRAL_HEADER_LENGTH + member.name.length;
  const bytes = Buffer.alloc(nameEnd + extraLength);
  bytes.writeUInt32LE(CENTRAL_HEADER_SIGNATURE, 0);
  bytes.writeUInt16LE(MADE_BY_UNIX + version, 4);
  writeCommonFields(bytes, 6, member, { version, size: isLarge ? ONES_32 : member.size, extraLength });
  // Comment length, disk and internal attributes stay zero.
  bytes.writeUInt32LE(CANONICAL_ATTRIBUTES, 38);
  bytes.writeUInt32LE(isFar ? ONES_32 : member.offset, 42);
  member.name.copy(bytes, CENTRAL_HEADER_LENGTH);
  if (values.length > 0) writeZip64Block(bytes, nameEnd, values);
  return bytes;
}

/** The end record (APPNOTE 4.3.16), after the zip64 records where a total passes CPython's limits. */
export function endRecords(totals: {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}): Buffer {
  const { entries, size, offset } = totals;
  const isZip64 = entries > ONES_16 || size > ZIP64_LIMIT || offset > ZIP64_LIMIT;
  const start = isZip64 ? ZIP64_END_LENGTH + ZIP64_LOCATOR_LENGTH : 0;
  const bytes = Buffer.alloc(start + END_LENGTH);
  if (isZip64) {
    bytes.writeUInt32LE(ZIP64_END_SIGNATURE, 0);
    writeUint64(bytes, ZIP64_END_LENGTH - 12, 4);
    bytes.writeUInt16LE(ZIP64_VERSION, 12);
    bytes.writeUInt16LE(ZIP64_VERSION, 14);
    writeUint64(bytes, entries, 24);
    writeUint64(bytes, entries, 32);
    writeUint64(bytes, size, 40);
    writeUint64(bytes, offset, 48);
    bytes.writeUInt32LE(ZIP64_LOCATOR_SIGNATURE, ZIP64_END_LENGTH);
    writeUint64(bytes, offset + size, ZIP64_END_LENGTH + 8);
    bytes.writeUInt32LE(1, ZIP64_END_LENGTH + 16);
  }
  bytes.writeUInt32LE(END_SIGNATURE, start);
  bytes.writeUInt16LE(Math.min(entries, ONES_16), start + 8);
  bytes.writeUInt16LE(Math.min(entries, ONES_16), start + 10);
  bytes.writeUInt32LE(Math.min(size, ONES_32), start + 12);
  bytes.writeUInt32LE(Math.min(offset, ONES_32), start + 16);
  return bytes;
}

/** The fields that both headers have in the same order, from "version needed to extract" on. */
function writeCommonFields(
  bytes: Buffer,
  start: number,
  member: WrittenMember,
  own: { readonly version: number; readonly size: number; readonly extraLength: number },
): void {
  bytes.writeUInt16LE(own.version, start);
  bytes.writeUInt16LE(member.name.every((byte) => byte < 0x80) ? 0 : FLAG_UTF8, start + 2);
  bytes.writeUInt32LE(EPOCH_DOS_TIME, start + 6);
  bytes.writeUInt32LE(member.crc, start + 10);
  bytes.writeUInt32LE(own.size, start + 14);
  bytes.writeUInt32LE(own.size, start + 18);
  bytes.writeUInt16LE(member.name.length, start + 22);
  bytes.writeUInt16LE(own.extraLength, start + 24);
}

function writeZip64Block(bytes: Buffer, start: number, values: readonly number[]): void {
  bytes.writeUInt16LE(0x0001, start);
  bytes.writeUInt16LE(8 * values.length, start + 2);
  values.forEach((value, index) => {
    writeUint64(bytes, value, start + ZIP64_BLOCK_HEADER + 8 * index);
  });
}

/** CPython's zipfile leaves a margin of 5 % for a size that it does not know yet. */
function reservesZip64(member: WrittenMember): boolean {
  return member.size * 1.05 > ZIP64_LIMIT;
}
