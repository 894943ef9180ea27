import type { ByteSource } from '../byte-source.ts';
import type { EndReading } from './end-record.ts';
import {
  type ExtraBlock,
  type ExtraField,
  hasOtherThanZip64,
  parseExtraField,
  resolveZip64,
  type Zip64Values,
} from './extra-field.ts';
import { decodeName } from './member-name.ts';
import { CENTRAL_HEADER_LENGTH, CENTRAL_HEADER_SIGNATURE, FLAG_DESCRIPTOR, METHOD_DEFLATED } from './zip-records.ts';

/** What is kept of a central header (APPNOTE 4.3.12); there may be 65,535 of these, so it is small. */
export interface ZipEntry {
  /** As decoded, with the slash that ends a directory's. */
  readonly name: string;
  /** Offset of the central header in the file. */
  readonly offset: number;
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: number;
  /** DOS date × 65536 + DOS time. */
  readonly time: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  /** Offset of the local header in the file. */
  readonly localOffset: number;
  /** Blocks of the extra field that must stand in the local header too. */
  readonly comparedExtra: readonly ExtraBlock[];
  /** Whether the central header has an extra field other than zip64. */
  readonly hasExtra: boolean;
}

/** A central header while it is judged: views of the buffer that it was read into. */
export interface CentralHeader {
  readonly entry: ZipEntry;
  readonly nameBytes: Buffer;
  readonly nameIsAscii: boolean;
  readonly nameIsValid: boolean;
  readonly versionMadeBy: number;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  readonly commentLength: number;
  readonly extra: ExtraField;
  readonly zip64: Zip64Values;
}

/** What became of the central directory as a whole. */
export interface CentralReading {
  readonly entries: readonly ZipEntry[];
  /** Where the headers stopped making sense; absent where they fill the directory. */
  readonly brokenAt: number | undefined;
  /** Whether reading stopped because there are more members than allowed. */
  readonly tooMany: boolean;
}

/** However lax the rules in force are, no more entries than this are kept. */
const MOST_ENTRIES = 1024 * 1024;

/**
 * Extra fields that ordinary writers put into one header alone, or with other data in each: NTFS times, Unix times,
 * owners, old Info-ZIP fields, alignment padding, the mark of a jar. Zip64 is judged by its values.
 */
const ONE_SIDED_EXTRA: ReadonlySet<number> = new Set([
  0x0001, 0x000a, 0x5455, 0x5855, 0x7855, 0x7875, 0xa11e, 0xcafe, 0xd935,
]);

/** Blocks that must be the same in both headers. */
export function comparedBlocks(extra: ExtraField): readonly ExtraBlock[] {
  return extra.blocks.filter(({ id }) => !ONE_SIDED_EXTRA.has(id));
}

const NOTHING: readonly ExtraBlock[] = [];

/**
 * Reads the central directory through a window of the scratch buffer (at least 256 KiB: one header has at most
 * 196,651 bytes) and hands each header over while its bytes are there.
 */
export function readCentralDirectory(
  source: ByteSource,
  end: EndReading,
  scratch: Buffer,
  most: number,
  visit: (header: CentralHeader) => void,
): CentralReading {
  const stop = Math.min(end.centralStart + end.fields.centralSize, end.endStart);
  const entries: ZipEntry[] = [];
  let window = scratch.subarray(0, 0);
  let windowStart = end.centralStart;
  let at = end.centralStart;
  const seen = (length: number): boolean => {
    if (length > stop - at) return false;
    if (at + length > windowStart + window.length) {
      window = scratch.subarray(0, Math.min(scratch.length, stop - at));
      source.read(at, window);
      windowStart = at;
    }
    return true;
  };
  while (at < stop) {
    if (!seen(CENTRAL_HEADER_LENGTH)) return { entries, brokenAt: at, tooMany: false };
    let start = at - windowStart;
    if (window.readUInt32LE(start) !== CENTRAL_HEADER_SIGNATURE) return { entries, brokenAt: at, tooMany: false };
    const length =
      CENTRAL_HEADER_LENGTH +
      window.readUInt16LE(start + 28) +
      window.readUInt16LE(start + 30) +
      window.readUInt16LE(start + 32);
    if (!seen(length)) return { entries, brokenAt: at, tooMany: false };
    if (entries.length >= Math.min(most, MOST_ENTRIES)) return { entries, brokenAt: undefined, tooMany: true };
    start = at - windowStart;
    const header = parseHeader(window.subarray(start, start + length), at, end.base);
    entries.push(header.entry);
    visit(header);
    at += length;
  }
  return { entries, brokenAt: undefined, tooMany: false };
}

/** Parses one header whose whole length is there. */
function parseHeader(bytes: Buffer, offset: number, base: number): CentralHeader {
  const nameEnd = CENTRAL_HEADER_LENGTH + bytes.readUInt16LE(28);
  const extraEnd = nameEnd + bytes.readUInt16LE(30);
  const flags = bytes.readUInt16LE(8);
  const nameBytes = bytes.subarray(CENTRAL_HEADER_LENGTH, nameEnd);
  const name = decodeName(nameBytes, flags);
  const extra = parseExtraField(bytes.subarray(nameEnd, extraEnd));
  const zip64 = resolveZip64(
    'central',
    {
      compressedSize: bytes.readUInt32LE(20),
      uncompressedSize: bytes.readUInt32LE(24),
      disk: bytes.readUInt16LE(34),
      localOffset: bytes.readUInt32LE(42),
    },
    extra,
  );
  const compared = comparedBlocks(extra);
  return {
    entry: {
      name: name.text,
      offset,
      versionNeeded: bytes.readUInt16LE(6),
      flags,
      method: bytes.readUInt16LE(10),
      time: bytes.readUInt16LE(14) * 0x10000 + bytes.readUInt16LE(12),
      crc: bytes.readUInt32LE(16),
      compressedSize: zip64.compressedSize,
      uncompressedSize: zip64.uncompressedSize,
      localOffset: base + zip64.localOffset,
      // The window is read over: what is kept is copied.
      comparedExtra:
        compared.length === 0 ? NOTHING : compared.map(({ id, data }) => ({ id, data: Buffer.from(data) })),
      hasExtra: hasOtherThanZip64(extra),
    },
    nameBytes,
    nameIsAscii: name.isAscii,
    nameIsValid: name.isValid,
    versionMadeBy: bytes.readUInt16LE(4),
    internalAttributes: bytes.readUInt16LE(36),
    externalAttributes: bytes.readUInt32LE(38),
    commentLength: bytes.readUInt16LE(32),
    extra,
    zip64,
  };
}

/** Whether the entry is a directory: its name ends in a slash. */
export function isDirectory(entry: ZipEntry): boolean {
  return entry.name.endsWith('/');
}

/** The member's path: the name without the slash that ends a directory's. */
export function entryPath(entry: ZipEntry): string {
  return isDirectory(entry) ? entry.name.slice(0, -1) : entry.name;
}

export function hasDescriptor(entry: ZipEntry): boolean {
  return (entry.flags & FLAG_DESCRIPTOR) !== 0;
}

export function isDeflated(entry: ZipEntry): boolean {
  return entry.method === METHOD_DEFLATED;
}
