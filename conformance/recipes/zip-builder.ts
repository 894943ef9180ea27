import { crc32 } from 'node:zlib';
import { deflateStored } from './deflate-stream.ts';

/**
 * A low-level zip writer for vectors. It knows nothing of the rules: every field of every record can be given any
 * value, and what is not given gets its canonical value (stored, 1980-01-01, made by Unix 2.0, mode 0100644, no extra
 * fields, members in code-point order). The offsets of all records come back, so that a recipe can say where it broke what.
 */

/** Fields that the local and the central header both have; a value given here goes into both. */
export interface SharedFields {
  readonly versionNeeded?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly time?: number;
  readonly date?: number;
  readonly crc32?: number;
  readonly compressedSize?: number;
  readonly uncompressedSize?: number;
  readonly nameLength?: number;
  readonly extraLength?: number;
  readonly name?: string | Uint8Array;
  readonly extra?: Uint8Array;
  readonly signature?: number;
}

/** Fields of the central header alone. */
export interface CentralFields extends SharedFields {
  readonly versionMadeBy?: number;
  readonly commentLength?: number;
  readonly comment?: string | Uint8Array;
  readonly diskStart?: number;
  readonly internalAttributes?: number;
  readonly externalAttributes?: number;
  readonly localOffset?: number;
}

/** What stands after the member's data when bit 3 of the flags is set. Sizes are 4 bytes unless `zip64`. */
export interface DescriptorFields {
  /** Whether the optional signature stands; true by default. */
  readonly signature?: boolean;
  readonly zip64?: boolean;
  readonly crc32?: number;
  readonly compressedSize?: number;
  readonly uncompressedSize?: number;
  /** Bytes that stand in place of the whole record. */
  readonly raw?: Uint8Array;
}

export interface ZipMember extends CentralFields {
  readonly name: string | Uint8Array;
  /** Content before compression; empty by default. */
  readonly data?: Uint8Array | string;
  /** Bytes that stand in the archive for the content; by default made from `data` by `method`. */
  readonly stored?: Uint8Array;
  /** Overrides in the local header alone. */
  readonly local?: SharedFields;
  /** Overrides in the central header alone. */
  readonly central?: CentralFields;
  /** Sets bit 3, puts zeros into the local header's CRC and sizes, and writes the record. */
  readonly descriptor?: DescriptorFields;
  /** Bytes between the previous member and this local header. */
  readonly before?: Uint8Array;
  /** Write no central header: a hidden member. */
  readonly hidden?: boolean;
  /** Write no local header and no data: the central header points at the local header of the member of this index. */
  readonly sharesLocalOf?: number;
}

export interface Zip64EndFields {
  readonly recordSize?: number;
  readonly versionMadeBy?: number;
  readonly versionNeeded?: number;
  readonly disk?: number;
  readonly centralDisk?: number;
  readonly entriesOnDisk?: number;
  readonly entries?: number;
  readonly centralSize?: number;
  readonly centralOffset?: number;
  readonly extensible?: Uint8Array;
  readonly signature?: number;
  readonly omitRecord?: boolean;
  readonly omitLocator?: boolean;
  readonly locatorDisk?: number;
  readonly locatorOffset?: number;
  readonly locatorDisks?: number;
  /** Bytes between the record and the locator. */
  readonly beforeLocator?: Uint8Array;
}

export interface ArchiveFields {
  /** `sorted` (default): by the bytes of the name; `given`: as in the list. */
  readonly order?: 'sorted' | 'given';
  /** Indexes into the written order: the order of the central headers. */
  readonly centralOrder?: readonly number[];
  readonly leading?: Uint8Array;
  /** Whether offsets count from the start of the file although bytes lead; true by default. */
  readonly offsetsIncludeLeading?: boolean;
  readonly beforeCentral?: Uint8Array;
  readonly beforeEnd?: Uint8Array;
  readonly trailing?: Uint8Array;
  /** Written when given. The end record's own fields then stay as they are unless overridden. */
  readonly zip64End?: Zip64EndFields;
  /** Bytes between the zip64 locator and the end record. */
  readonly beforeClassicEnd?: Uint8Array;
  readonly omitEnd?: boolean;
  readonly end?: EndFields;
}

export interface EndFields {
  readonly disk?: number;
  readonly centralDisk?: number;
  readonly entriesOnDisk?: number;
  readonly entries?: number;
  readonly centralSize?: number;
  readonly centralOffset?: number;
  readonly commentLength?: number;
  readonly comment?: string | Uint8Array;
}

export interface BuiltMember {
  /** Offset of the local header, of the member's data, of its data descriptor (or the end of the data), of the central header. */
  readonly local: number;
  readonly data: number;
  readonly descriptor: number;
  readonly central: number;
}

export interface BuiltZip {
  readonly bytes: Uint8Array;
  /** In the order in which they were written. */
  readonly members: readonly BuiltMember[];
  readonly central: number;
  readonly zip64End: number;
  readonly zip64Locator: number;
  readonly end: number;
}

const CANONICAL_MODE = 0o100644 * 0x10000;

/** Builds an archive. Without overrides: the canonical form, byte for byte. */
export function buildZip(given: readonly ZipMember[], archive: ArchiveFields = {}): BuiltZip {
  const members = given.map(complete);
  if (archive.order !== 'given') members.sort((a, b) => Buffer.compare(a.nameBytes, b.nameBytes));
  const out = new Pieces();
  out.put(archive.leading ?? EMPTY);
  const shift = archive.offsetsIncludeLeading === false ? out.length : 0;
  const places = members.map((member) => putMember(out, member));

  out.put(archive.beforeCentral ?? EMPTY);
  const central = out.length;
  const order = archive.centralOrder ?? members.map((_, index) => index);
  let entries = 0;
  for (const index of order) {
    const member = members[index];
    const place = places[index];
    if (member === undefined || place === undefined) throw new RangeError(`no member ${index}`);
    place.central = out.length;
    if (member.hidden === true) continue;
    const target = member.sharesLocalOf === undefined ? place : places[member.sharesLocalOf];
    out.put(centralHeader(member, (target?.local ?? 0) - shift));
    entries += 1;
  }
  const totals = { entries, size: out.length - central, offset: central - shift };
  out.put(archive.beforeEnd ?? EMPTY);
  const zip64End = out.length;
  const zip64 = archive.zip64End;
  if (zip64 !== undefined && zip64.omitRecord !== true) out.put(zip64Record(zip64, totals));
  out.put(zip64?.beforeLocator ?? EMPTY);
  const zip64Locator = out.length;
  if (zip64 !== undefined && zip64.omitLocator !== true) out.put(locator(zip64, zip64End - shift));
  out.put(archive.beforeClassicEnd ?? EMPTY);
  const end = out.length;
  if (archive.omitEnd !== true) out.put(endRecord(archive.end ?? {}, totals));
  out.put(archive.trailing ?? EMPTY);
  return { bytes: out.join(), members: places, central, zip64End, zip64Locator, end };
}

/** One block of an extra field: id, size of the data, data. */
export function extraBlock(id: number, data: Uint8Array, size: number = data.length): Uint8Array {
  return fields([2, id], [2, size], data);
}

/** The zip64 extra field with the given values, in the order of the specification. */
export function zip64Extra(values: readonly (number | bigint)[], disk?: number): Uint8Array {
  const data = fields(...values.map((value): Field => [8, value]), ...(disk === undefined ? [] : [[4, disk] as Field]));
  return extraBlock(0x0001, data);
}

/** Joins byte strings. */
export function concatBytes(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const out = new Pieces();
  for (const part of parts) out.put(toBytes(part));
  return out.join();
}

/** UTF-8 bytes of a text; bytes as they are. */
export function toBytes(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? new TextEncoder().encode(value) : value;
}

type Field = readonly [width: 2 | 4 | 8, value: number | bigint];

const EMPTY = new Uint8Array(0);

interface CompleteMember extends ZipMember {
  readonly nameBytes: Uint8Array;
  readonly storedBytes: Uint8Array;
  readonly canonical: Required<
    Pick<SharedFields, 'flags' | 'method' | 'crc32' | 'compressedSize' | 'uncompressedSize'>
  >;
}

function complete(member: ZipMember): CompleteMember {
  const nameBytes = toBytes(member.name);
  const content = toBytes(member.data ?? EMPTY);
  const method = member.method ?? 0;
  const storedBytes = member.stored ?? (method === 8 ? deflateStored(content) : content);
  const nonAscii = typeof member.name === 'string' && nameBytes.some((byte) => byte > 0x7f);
  const flags = (nonAscii ? 0x0800 : 0) + (member.descriptor === undefined ? 0 : 0x0008);
  const canonical = {
    flags,
    method,
    crc32: crc32(content),
    compressedSize: storedBytes.length,
    uncompressedSize: content.length,
  };
  return { ...member, nameBytes, storedBytes, canonical };
}

function putMember(
  out: Pieces,
  member: CompleteMember,
): { local: number; data: number; descriptor: number; central: number } {
  out.put(member.before ?? EMPTY);
  const local = out.length;
  if (member.sharesLocalOf !== undefined) return { local, data: local, descriptor: local, central: 0 };
  const streamed = member.descriptor === undefined ? {} : { crc32: 0, compressedSize: 0, uncompressedSize: 0 };
  out.put(header(0x04034b50, EMPTY, member, { ...streamed, ...member.local }, EMPTY));
  const data = out.length;
  out.put(member.storedBytes);
  const descriptor = out.length;
  if (member.descriptor !== undefined) out.put(descriptorRecord(member.descriptor, member));
  return { local, data, descriptor, central: 0 };
}

function header(
  signature: number,
  madeBy: Uint8Array,
  member: CompleteMember,
  own: SharedFields,
  tail: Uint8Array,
): Uint8Array {
  const { canonical } = member;
  const name = own.name === undefined ? member.nameBytes : toBytes(own.name);
  const extra = own.extra ?? member.extra ?? EMPTY;
  return fields(
    [4, own.signature ?? member.signature ?? signature],
    madeBy,
    [2, own.versionNeeded ?? member.versionNeeded ?? 20],
    [2, own.flags ?? member.flags ?? canonical.flags],
    [2, own.method ?? member.method ?? canonical.method],
    [2, own.time ?? member.time ?? 0],
    [2, own.date ?? member.date ?? 0x0021],
    [4, own.crc32 ?? member.crc32 ?? canonical.crc32],
    [4, own.compressedSize ?? member.compressedSize ?? canonical.compressedSize],
    [4, own.uncompressedSize ?? member.uncompressedSize ?? canonical.uncompressedSize],
    [2, own.nameLength ?? member.nameLength ?? name.length],
    [2, own.extraLength ?? member.extraLength ?? extra.length],
    tail,
    name,
    extra,
  );
}

function centralHeader(member: CompleteMember, localOffset: number): Uint8Array {
  const own = member.central ?? {};
  const comment = toBytes(own.comment ?? member.comment ?? EMPTY);
  const madeBy = fields([2, own.versionMadeBy ?? member.versionMadeBy ?? 0x0314]);
  const tail = fields(
    [2, own.commentLength ?? member.commentLength ?? comment.length],
    [2, own.diskStart ?? member.diskStart ?? 0],
    [2, own.internalAttributes ?? member.internalAttributes ?? 0],
    [4, own.externalAttributes ?? member.externalAttributes ?? CANONICAL_MODE],
    [4, own.localOffset ?? member.localOffset ?? localOffset],
  );
  return concatBytes(header(0x02014b50, madeBy, member, own, tail), comment);
}

function descriptorRecord(own: DescriptorFields, member: CompleteMember): Uint8Array {
  if (own.raw !== undefined) return own.raw;
  const { canonical } = member;
  const width = own.zip64 === true ? 8 : 4;
  return fields(
    own.signature === false ? EMPTY : [4, 0x08074b50],
    [4, own.crc32 ?? member.crc32 ?? canonical.crc32],
    [width, own.compressedSize ?? member.compressedSize ?? canonical.compressedSize],
    [width, own.uncompressedSize ?? member.uncompressedSize ?? canonical.uncompressedSize],
  );
}

interface Totals {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

function zip64Record(own: Zip64EndFields, totals: Totals): Uint8Array {
  const extensible = own.extensible ?? EMPTY;
  return fields(
    [4, own.signature ?? 0x06064b50],
    [8, own.recordSize ?? 44 + extensible.length],
    [2, own.versionMadeBy ?? 45],
    [2, own.versionNeeded ?? 45],
    [4, own.disk ?? 0],
    [4, own.centralDisk ?? 0],
    [8, own.entriesOnDisk ?? totals.entries],
    [8, own.entries ?? totals.entries],
    [8, own.centralSize ?? totals.size],
    [8, own.centralOffset ?? totals.offset],
    extensible,
  );
}

function locator(own: Zip64EndFields, recordOffset: number): Uint8Array {
  return fields(
    [4, 0x07064b50],
    [4, own.locatorDisk ?? 0],
    [8, own.locatorOffset ?? recordOffset],
    [4, own.locatorDisks ?? 1],
  );
}

function endRecord(own: EndFields, totals: Totals): Uint8Array {
  const comment = toBytes(own.comment ?? EMPTY);
  return fields(
    [4, 0x06054b50],
    [2, own.disk ?? 0],
    [2, own.centralDisk ?? 0],
    [2, own.entriesOnDisk ?? Math.min(totals.entries, 0xffff)],
    [2, own.entries ?? Math.min(totals.entries, 0xffff)],
    [4, own.centralSize ?? totals.size],
    [4, own.centralOffset ?? totals.offset],
    [2, own.commentLength ?? comment.length],
    comment,
  );
}

/** Little-endian fields and byte strings, one after the other. */
function fields(...parts: readonly (Field | Uint8Array)[]): Uint8Array {
  const out = new Pieces();
  for (const part of parts) out.put(part instanceof Uint8Array ? part : littleEndian(part));
  return out.join();
}

function littleEndian([width, value]: Field): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes.subarray(0, width);
}

class Pieces {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  put(part: Uint8Array): void {
    this.#parts.push(part);
    this.length += part.length;
  }

  join(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts, this.length));
  }
}
