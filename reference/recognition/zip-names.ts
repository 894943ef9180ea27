import { type ByteSource, readBytes } from '../archive/byte-source.ts';

const END_RECORD: Buffer = Buffer.from('PK\x05\x06', 'latin1');
const CENTRAL_HEADER = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_RECORD_SIZE = 22;
const CENTRAL_HEADER_SIZE = 46;
const LOCAL_HEADER_SIZE = 30;
const MOST_COMMENT = 65_535;
// Enough for every member's name to be found in a package; a larger directory is looked at only so far.
const MOST_DIRECTORY = 8 * 1024 * 1024;
// Larger than any header.
const WINDOW = 256 * 1024;

/** What a glance at a file says about whether it is a zip, and of what. Nothing in it is judged. */
export interface ZipGlance {
  /** Whether an end record or, at the start, a local header was seen. */
  readonly isZip: boolean;
  /** Whether the file begins with a local header, or the comment of an end record reaches exactly to its end. */
  readonly fillsFile: boolean;
  /** Whether the central directory or, where no header was found in it, the first local header has the name. */
  hasName(name: string): boolean;
}

/** Looks for an end record near the end (APPNOTE 4.3.16) and a local header at the start. */
export function glanceAtZip(source: ByteSource): ZipGlance {
  const first = firstLocalName(source);
  const end = findEndRecord(source);
  return {
    isZip: end !== undefined || first !== undefined,
    fillsFile: end?.reachesEnd === true || first !== undefined,
    hasName(name) {
      const wanted = Buffer.from(name, 'utf8');
      const found = end === undefined ? undefined : isInDirectory(source, end, wanted);
      return found ?? first?.equals(wanted) === true;
    },
  };
}

/** How many members the end record of an archive declares; nothing is sure of it. 0 for what is no archive. */
export function declaredMembers(source: ByteSource): number {
  return findEndRecord(source)?.members ?? 0;
}

interface EndRecord {
  readonly offset: number;
  readonly members: number;
  readonly directorySize: number;
  /** Whether nothing follows its comment. */
  readonly reachesEnd: boolean;
}

function findEndRecord(source: ByteSource): EndRecord | undefined {
  const length = Math.min(source.size, END_RECORD_SIZE + MOST_COMMENT);
  if (length < END_RECORD_SIZE) return undefined;
  const start = source.size - length;
  const tail = bufferOf(source, start, length);
  const at = tail.lastIndexOf(END_RECORD, length - END_RECORD_SIZE);
  if (at === -1) return undefined;
  return {
    offset: start + at,
    members: tail.readUInt16LE(at + 10),
    directorySize: tail.readUInt32LE(at + 12),
    reachesEnd: at + END_RECORD_SIZE + tail.readUInt16LE(at + 20) === length,
  };
}

// The directory lies directly before the end record, even when something stands ahead of the archive.
/** Whether a central header has the name; undefined where there is no header. */
function isInDirectory(source: ByteSource, { offset, directorySize }: EndRecord, wanted: Buffer): boolean | undefined {
  const start = offset - directorySize;
  if (start < 0) return undefined;
  const stop = start + Math.min(directorySize, MOST_DIRECTORY);
  let bytes: Buffer = Buffer.alloc(0);
  let base = start;
  let hasHeader = false;
  for (let at = start; at + CENTRAL_HEADER_SIZE <= stop; ) {
    if (at + CENTRAL_HEADER_SIZE + MOST_COMMENT > base + bytes.length && base + bytes.length < stop) {
      base = at;
      bytes = bufferOf(source, base, Math.min(WINDOW, stop - base));
    }
    const header = at - base;
    if (bytes.readUInt32LE(header) !== CENTRAL_HEADER) break;
    const name = header + CENTRAL_HEADER_SIZE;
    const nameLength = bytes.readUInt16LE(header + 28);
    if (name + nameLength > bytes.length) break;
    if (nameLength === wanted.length && bytes.compare(wanted, 0, nameLength, name, name + nameLength) === 0)
      return true;
    hasHeader = true;
    at += CENTRAL_HEADER_SIZE + nameLength + bytes.readUInt16LE(header + 30) + bytes.readUInt16LE(header + 32);
  }
  return hasHeader ? false : undefined;
}

function firstLocalName(source: ByteSource): Buffer | undefined {
  if (source.size < LOCAL_HEADER_SIZE) return undefined;
  const header = bufferOf(source, 0, LOCAL_HEADER_SIZE);
  if (header.readUInt32LE(0) !== LOCAL_HEADER) return undefined;
  const nameLength = Math.min(header.readUInt16LE(26), source.size - LOCAL_HEADER_SIZE);
  return bufferOf(source, LOCAL_HEADER_SIZE, nameLength);
}

function bufferOf(source: ByteSource, position: number, length: number): Buffer {
  return Buffer.from(readBytes(source, position, length).buffer);
}
