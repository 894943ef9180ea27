import { decodeName, type NameEncoding } from '../names/member-name.ts';
import { type KeptName, NameStore } from '../names/name-store.ts';
import type { SourceWindow } from '../source-window.ts';
import type { EndReading } from './end-record.ts';
import { type ExtraField, parseExtraField, resolveZip64, type Zip64Values } from './extra-field.ts';
import {
  CENTRAL_HEADER_LENGTH,
  CENTRAL_HEADER_SIGNATURE,
  FLAG_DESCRIPTOR,
  FLAG_UTF8,
  METHOD_DEFLATED,
} from './zip-records.ts';

/** What is kept of a central header (APPNOTE 4.3.12); there may be 65,535 of these, so it is small. */
export interface ZipEntry {
  /** Position in the central directory, from 0 on. */
  readonly index: number;
  /** The name as `NameStore` keeps it; `entryName` gives it as text. */
  readonly keptName: KeptName;
  /** Bytes of the name in the central header. */
  readonly nameLength: number;
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
  /** Bytes of the extra field in the central header, which stands behind the name. */
  readonly extraLength: number;
  /** Whether there is a block that must stand in the local header too. */
  readonly hasComparedExtra: boolean;
  /** Whether the central header has an extra field other than zip64. */
  readonly hasExtra: boolean;
}

/** A central header while it is judged: views of the buffer that it was read into. */
export interface CentralHeader {
  readonly entry: ZipEntry;
  /** The entry's name, which need not be decoded again. */
  readonly name: string;
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
  /** Whether reading stopped because the names have more bytes than those of any archive that is accepted. */
  readonly namesTooLong: boolean;
}

/** How much is read: headers, and bytes of names together. */
export interface CentralBounds {
  readonly entries: number;
  readonly nameBytes: number;
}

/** However lax the rules in force are, no more entries than this are kept. */
const MOST_ENTRIES = 1024 * 1024;

/**
 * Reads the central directory through the window (at least 256 KiB: one header has at most 196,651 bytes) and hands
 * each header over while its bytes are there.
 */
export function readCentralDirectory(
  window: SourceWindow,
  end: EndReading,
  most: CentralBounds,
  visit: (header: CentralHeader) => void,
): CentralReading {
  const stop = Math.min(end.centralStart + end.fields.centralSize, end.endStart);
  const entries: ZipEntry[] = [];
  const names = new NameStore();
  const reading = (ended: Partial<CentralReading>): CentralReading => ({ ...READ_WHOLE, entries, ...ended });
  const { view } = window;
  let nameBytes = 0;
  let at = end.centralStart;
  while (at < stop) {
    if (CENTRAL_HEADER_LENGTH > stop - at) return reading({ brokenAt: at });
    const start = window.find(at, CENTRAL_HEADER_LENGTH);
    if (view.getUint32(start, true) !== CENTRAL_HEADER_SIGNATURE) return reading({ brokenAt: at });
    const length =
      CENTRAL_HEADER_LENGTH +
      view.getUint16(start + 28, true) +
      view.getUint16(start + 30, true) +
      view.getUint16(start + 32, true);
    if (length > stop - at) return reading({ brokenAt: at });
    if (entries.length >= Math.min(most.entries, MOST_ENTRIES)) return reading({ tooMany: true });
    const header = parseHeader(window, window.find(at, length), {
      index: entries.length,
      offset: at,
      base: end.base,
      names,
    });
    entries.push(header.entry);
    visit(header);
    at += length;
    nameBytes += header.nameBytes.length;
    if (nameBytes > most.nameBytes) return reading({ namesTooLong: true });
  }
  return reading({});
}

const READ_WHOLE = { brokenAt: undefined, tooMany: false, namesTooLong: false };

/** Parses the header that stands whole at `start` of the window; `place` is where it stands in the file. */
function parseHeader(
  { bytes, view }: SourceWindow,
  start: number,
  place: { readonly index: number; readonly offset: number; readonly base: number; readonly names: NameStore },
): CentralHeader {
  const nameStart = start + CENTRAL_HEADER_LENGTH;
  const nameEnd = nameStart + view.getUint16(start + 28, true);
  const extraEnd = nameEnd + view.getUint16(start + 30, true);
  const flags = view.getUint16(start + 8, true);
  const nameBytes = bytes.subarray(nameStart, nameEnd);
  const name = decodeName(nameBytes, nameEncoding(flags));
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
  return {
    entry: {
      index: place.index,
      keptName: place.names.keep(nameBytes, name.text),
      nameLength: nameBytes.length,
      offset: place.offset,
      versionNeeded: view.getUint16(start + 6, true),
      flags,
      method: view.getUint16(start + 10, true),
      time: view.getUint16(start + 14, true) * 0x10000 + view.getUint16(start + 12, true),
      crc: view.getUint32(start + 16, true),
      compressedSize: zip64.compressedSize,
      uncompressedSize: zip64.uncompressedSize,
      localOffset: place.base + zip64.localOffset,
      extraLength: extraEnd - nameEnd,
      hasComparedExtra: extra.hasCompared,
      hasExtra: extra.hasOtherThanZip64,
    },
    name: name.text,
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

/** How the flags of a header say that its name is written (APPNOTE Appendix D). */
export function nameEncoding(flags: number): NameEncoding {
  return (flags & FLAG_UTF8) === 0 ? 'cp437' : 'utf-8';
}

/** The name as decoded, with the slash that ends a directory's. */
export function entryName({ keptName, flags }: ZipEntry): string {
  return typeof keptName === 'string' ? keptName : decodeName(keptName.bytes, nameEncoding(flags)).text;
}

/** Whether the entry is a directory: its name ends in a slash. */
export function isDirectory({ keptName }: ZipEntry): boolean {
  return typeof keptName === 'string' ? keptName.endsWith('/') : keptName.last === SLASH;
}

const SLASH = 0x2f;

/** The member's path: the name without the slash that ends a directory's. */
export function entryPath(entry: ZipEntry): string {
  const name = entryName(entry);
  return isDirectory(entry) ? name.slice(0, -1) : name;
}

export function hasDescriptor(entry: ZipEntry): boolean {
  return (entry.flags & FLAG_DESCRIPTOR) !== 0;
}

export function isDeflated(entry: ZipEntry): boolean {
  return entry.method === METHOD_DEFLATED;
}
