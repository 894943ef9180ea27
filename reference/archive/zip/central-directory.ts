import { createHash } from 'node:crypto';
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
import type { SourceWindow } from './source-window.ts';
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

const NOTHING: readonly ExtraBlock[] = [];

/** Blocks that must be the same in both headers. */
export function comparedBlocks(extra: ExtraField): readonly ExtraBlock[] {
  if (extra.blocks.length === 0) return NOTHING;
  const blocks = extra.blocks.filter(({ id }) => !ONE_SIDED_EXTRA.has(id));
  return blocks.length <= MOST_BLOCKS && blocks.every(({ data }) => data.length <= MOST_BLOCK_BYTES)
    ? blocks
    : [condense(blocks)];
}

/** More than this is not kept of each of 65,535 members: its digest does for comparing. */
const MOST_BLOCKS = 4;
const MOST_BLOCK_BYTES = 64;

/** One block that stands for all of them, in whatever order. */
function condense(blocks: readonly ExtraBlock[]): ExtraBlock {
  const ordered = [...blocks].sort((a, b) => a.id - b.id || Buffer.compare(a.data, b.data));
  const hash = createHash('sha256');
  for (const { id, data } of ordered) hash.update(`${id} ${data.length} `).update(data);
  return { id: ordered[0]?.id ?? 0, data: hash.digest() };
}

/**
 * Reads the central directory through the window (at least 256 KiB: one header has at most 196,651 bytes) and hands each header over while its bytes are there.
 */
export function readCentralDirectory(
  window: SourceWindow,
  end: EndReading,
  most: number,
  visit: (header: CentralHeader) => void,
): CentralReading {
  const stop = Math.min(end.centralStart + end.fields.centralSize, end.endStart);
  const entries: ZipEntry[] = [];
  const { view } = window;
  let at = end.centralStart;
  while (at < stop) {
    if (CENTRAL_HEADER_LENGTH > stop - at) return { entries, brokenAt: at, tooMany: false };
    const start = window.find(at, CENTRAL_HEADER_LENGTH);
    if (view.getUint32(start, true) !== CENTRAL_HEADER_SIGNATURE) return { entries, brokenAt: at, tooMany: false };
    const length =
      CENTRAL_HEADER_LENGTH +
      view.getUint16(start + 28, true) +
      view.getUint16(start + 30, true) +
      view.getUint16(start + 32, true);
    if (length > stop - at) return { entries, brokenAt: at, tooMany: false };
    if (entries.length >= Math.min(most, MOST_ENTRIES)) return { entries, brokenAt: undefined, tooMany: true };
    const header = parseHeader(window, window.find(at, length), { offset: at, base: end.base });
    entries.push(header.entry);
    visit(header);
    at += length;
  }
  return { entries, brokenAt: undefined, tooMany: false };
}

/** Parses the header that stands whole at `start` of the window; `place` is where it stands in the file. */
function parseHeader(
  { bytes, view }: SourceWindow,
  start: number,
  place: { readonly offset: number; readonly base: number },
): CentralHeader {
  const nameStart = start + CENTRAL_HEADER_LENGTH;
  const nameEnd = nameStart + view.getUint16(start + 28, true);
  const extraEnd = nameEnd + view.getUint16(start + 30, true);
  const flags = view.getUint16(start + 8, true);
  const nameBytes = bytes.subarray(nameStart, nameEnd);
  const name = decodeName(nameBytes, flags);
  const extra = parseExtraField(bytes, nameEnd, extraEnd);
  const zip64 = resolveZip64(
    'central',
    {
      compressedSize: view.getUint32(start + 20, true),
      uncompressedSize: view.getUint32(start + 24, true),
      disk: view.getUint16(start + 34, true),
      localOffset: view.getUint32(start + 42, true),
    },
    extra,
  );
  const compared = comparedBlocks(extra);
  return {
    entry: {
      name: name.text,
      offset: place.offset,
      versionNeeded: view.getUint16(start + 6, true),
      flags,
      method: view.getUint16(start + 10, true),
      time: view.getUint16(start + 14, true) * 0x10000 + view.getUint16(start + 12, true),
      crc: view.getUint32(start + 16, true),
      compressedSize: zip64.compressedSize,
      uncompressedSize: zip64.uncompressedSize,
      localOffset: place.base + zip64.localOffset,
      // The window is read over: what is kept is copied.
      comparedExtra:
        compared.length === 0 ? NOTHING : compared.map(({ id, data }) => ({ id, data: Buffer.from(data) })),
      hasExtra: hasOtherThanZip64(extra),
    },
    nameBytes,
    nameIsAscii: name.isAscii,
    nameIsValid: name.isValid,
    versionMadeBy: view.getUint16(start + 4, true),
    internalAttributes: view.getUint16(start + 36, true),
    externalAttributes: view.getUint32(start + 38, true),
    commentLength: view.getUint16(start + 32, true),
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
