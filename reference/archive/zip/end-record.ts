import type { ByteSource } from '../byte-source.ts';
import type { SourceWindow } from '../source-window.ts';
import {
  CENTRAL_HEADER_SIGNATURE,
  END_LENGTH,
  END_SIGNATURE,
  ONES_16,
  ONES_32,
  readUint64,
  ZIP64_END_LENGTH,
  ZIP64_END_SIGNATURE,
  ZIP64_LOCATOR_LENGTH,
  ZIP64_LOCATOR_SIGNATURE,
} from './zip-records.ts';

/** Fields that the end record and the zip64 end record share. */
export interface EndFields {
  readonly disk: number;
  readonly centralDisk: number;
  readonly entriesOnDisk: number;
  readonly entries: number;
  readonly centralSize: number;
  readonly centralOffset: number;
}

/** The end of central directory record (APPNOTE 4.3.16) as it stands. */
export interface EndRecord extends EndFields {
  readonly offset: number;
  readonly commentLength: number;
}

/** The zip64 end of central directory record (APPNOTE 4.3.14) as it stands. */
export interface Zip64EndRecord extends EndFields {
  readonly offset: number;
  /** Bytes after the size field, as declared. */
  readonly declaredSize: number;
  /** Bytes after the size field, up to the locator. */
  readonly actualSize: number;
  readonly versionNeeded: number;
}

/** The zip64 end of central directory locator (APPNOTE 4.3.15) as it stands. */
export interface Zip64Locator {
  readonly offset: number;
  readonly disk: number;
  readonly recordOffset: number;
  readonly disks: number;
}

/** What the end of the file says of the archive, and how a tolerant reader takes it. */
export interface EndReading {
  readonly sourceSize: number;
  /** The record that was chosen; absent where there is none. */
  readonly end: EndRecord | undefined;
  /** Offset of another place that could pass for the end record. */
  readonly rival: number | undefined;
  readonly locator: Zip64Locator | undefined;
  readonly zip64: Zip64EndRecord | undefined;
  /** Where the first of the end records begins: the central directory ends here. */
  readonly endStart: number;
  /** Values in force: those of zip64, where there is a zip64 record. */
  readonly fields: EndFields;
  /** Bytes that lead the archive and are not counted in its offsets. */
  readonly base: number;
  /** Offset in the file of the central directory. */
  readonly centralStart: number;
}

const SIGNATURE_BYTES: Buffer = Buffer.alloc(4);
SIGNATURE_BYTES.writeUInt32LE(END_SIGNATURE);
/** The end record lies in these last bytes: its own length and the longest comment. */
const TAIL_LENGTH: number = END_LENGTH + ONES_16;
const NO_FIELDS: EndFields = {
  disk: 0,
  centralDisk: 0,
  entriesOnDisk: 0,
  entries: 0,
  centralSize: 0,
  centralOffset: 0,
};

/** Finds and reads the end records; a window holds at least 128 KiB. */
export function readEnd(source: ByteSource, window: SourceWindow): EndReading {
  const tailStart = Math.max(0, source.size - TAIL_LENGTH);
  // A small archive is read as a whole here.
  window.find(source.size - window.bytes.length, window.bytes.length);
  const tail = window.whole(tailStart, source.size - tailStart);
  const candidates = findCandidates(tail);
  const fits = (at: number): boolean => at + END_LENGTH + tail.readUInt16LE(at + 20) === tail.length;
  const chosen = candidates.findLast(fits) ?? candidates.at(-1);
  if (chosen === undefined) {
    return {
      sourceSize: source.size,
      end: undefined,
      rival: undefined,
      locator: undefined,
      zip64: undefined,
      endStart: source.size,
      fields: NO_FIELDS,
      base: 0,
      centralStart: source.size,
    };
  }
  // Some readers take the last signature and give up where a record has no room behind it.
  const behind = tail.indexOf(SIGNATURE_BYTES, chosen + 1);
  const rival = behind === -1 ? candidates.find((at) => at < chosen && fits(at)) : behind;
  const end: EndRecord = {
    offset: tailStart + chosen,
    disk: tail.readUInt16LE(chosen + 4),
    centralDisk: tail.readUInt16LE(chosen + 6),
    entriesOnDisk: tail.readUInt16LE(chosen + 8),
    entries: tail.readUInt16LE(chosen + 10),
    centralSize: tail.readUInt32LE(chosen + 12),
    centralOffset: tail.readUInt32LE(chosen + 16),
    commentLength: tail.readUInt16LE(chosen + 20),
  };
  const locator = readLocator(source, end.offset);
  const zip64 = locator && readZip64End(source, locator);
  const endStart = zip64?.offset ?? locator?.offset ?? end.offset;
  const fields: EndFields = zip64 ?? end;
  const base = leadingBytes(source, fields, endStart);
  return {
    sourceSize: source.size,
    end,
    rival: rival === undefined ? undefined : tailStart + rival,
    locator,
    zip64,
    endStart,
    fields,
    base,
    centralStart: base + fields.centralOffset,
  };
}

function findCandidates(tail: Buffer): readonly number[] {
  const found: number[] = [];
  let at = tail.indexOf(SIGNATURE_BYTES);
  while (at !== -1 && at + END_LENGTH <= tail.length) {
    found.push(at);
    at = tail.indexOf(SIGNATURE_BYTES, at + 1);
  }
  return found;
}

function readLocator(source: ByteSource, endOffset: number): Zip64Locator | undefined {
  const offset = endOffset - ZIP64_LOCATOR_LENGTH;
  if (offset < 0) return undefined;
  const bytes = Buffer.alloc(ZIP64_LOCATOR_LENGTH);
  source.read(offset, bytes);
  if (bytes.readUInt32LE(0) !== ZIP64_LOCATOR_SIGNATURE) return undefined;
  return {
    offset,
    disk: bytes.readUInt32LE(4),
    recordOffset: readUint64(bytes, 8),
    disks: bytes.readUInt32LE(16),
  };
}

/** The record stands where the locator says, or else, as most readers look for it too, right before the locator. */
function readZip64End(source: ByteSource, locator: Zip64Locator): Zip64EndRecord | undefined {
  const bytes = Buffer.alloc(ZIP64_END_LENGTH);
  for (const offset of [locator.recordOffset, locator.offset - ZIP64_END_LENGTH]) {
    if (offset < 0 || offset > locator.offset - ZIP64_END_LENGTH) continue;
    source.read(offset, bytes);
    if (bytes.readUInt32LE(0) !== ZIP64_END_SIGNATURE) continue;
    return {
      offset,
      declaredSize: readUint64(bytes, 4),
      actualSize: locator.offset - offset - 12,
      versionNeeded: bytes.readUInt16LE(14),
      disk: bytes.readUInt32LE(16),
      centralDisk: bytes.readUInt32LE(20),
      entriesOnDisk: readUint64(bytes, 24),
      entries: readUint64(bytes, 32),
      centralSize: readUint64(bytes, 40),
      centralOffset: readUint64(bytes, 48),
    };
  }
  return undefined;
}

/**
 * Bytes before the archive that its offsets do not count (a self-extractor's stub): then the central directory is
 * not where its offset says, and ends where the end records begin.
 */
function leadingBytes(source: ByteSource, fields: EndFields, endStart: number): number {
  const gap = endStart - fields.centralSize - fields.centralOffset;
  if (gap <= 0 || fields.centralSize >= ONES_32) return 0;
  const startsAt = (offset: number): boolean => {
    if (offset < 0 || offset + 4 > source.size) return false;
    const bytes = Buffer.alloc(4);
    source.read(offset, bytes);
    return bytes.readUInt32LE(0) === CENTRAL_HEADER_SIGNATURE;
  };
  return !startsAt(fields.centralOffset) && startsAt(fields.centralOffset + gap) ? gap : 0;
}
