import { type ByteSource, readBytes } from '../archive/byte-source.ts';

const END_RECORD = 0x06054b50;
const CENTRAL_HEADER = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_RECORD_SIZE = 22;
const MOST_COMMENT = 65_535;
// Enough for every member's name to be found in a package; a larger directory is looked at only so far.
const MOST_DIRECTORY = 8 * 1024 * 1024;

/** What a glance at a file says about whether it is a zip, and of what. Nothing in it is judged. */
export interface ZipGlance {
  /** Whether an end record or, at the start, a local header was seen. */
  readonly isZip: boolean;
  /** Names in the central directory or, where none was found, of the first local header. */
  readonly names: ReadonlySet<string>;
}

/** Looks for an end record near the end (APPNOTE 4.3.16), the names before it, and a local header at the start. */
export function glanceAtZip(source: ByteSource): ZipGlance {
  const names = new Set<string>();
  const first = firstLocalName(source);
  const end = findEndRecord(source);
  if (end !== undefined) collectCentralNames(source, end, names);
  if (names.size === 0 && first !== undefined) names.add(first);
  return { isZip: end !== undefined || first !== undefined, names };
}

interface EndRecord {
  readonly offset: number;
  readonly directorySize: number;
}

function findEndRecord(source: ByteSource): EndRecord | undefined {
  const length = Math.min(source.size, END_RECORD_SIZE + MOST_COMMENT);
  const start = source.size - length;
  const view = viewOf(source, start, length);
  for (let at = length - END_RECORD_SIZE; at >= 0; at -= 1) {
    if (view.getUint8(at) !== 0x50 || view.getUint32(at, true) !== END_RECORD) continue;
    return { offset: start + at, directorySize: view.getUint32(at + 12, true) };
  }
  return undefined;
}

// The directory lies directly before the end record, even when something stands ahead of the archive.
function collectCentralNames(source: ByteSource, end: EndRecord, names: Set<string>): void {
  const start = end.offset - end.directorySize;
  if (start < 0) return;
  const length = Math.min(end.directorySize, MOST_DIRECTORY);
  const view = viewOf(source, start, length);
  let at = 0;
  while (at + 46 <= length && view.getUint32(at, true) === CENTRAL_HEADER) {
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (at + 46 + nameLength > length) return;
    names.add(textOf(view, at + 46, nameLength));
    at = next;
  }
}

function firstLocalName(source: ByteSource): string | undefined {
  if (source.size < 30) return undefined;
  const header = viewOf(source, 0, 30);
  if (header.getUint32(0, true) !== LOCAL_HEADER) return undefined;
  const nameLength = Math.min(header.getUint16(26, true), source.size - 30);
  return textOf(viewOf(source, 30, nameLength), 0, nameLength);
}

function viewOf(source: ByteSource, position: number, length: number): DataView {
  return new DataView(readBytes(source, position, length).buffer);
}

function textOf(view: DataView, at: number, length: number): string {
  return Buffer.from(view.buffer, at, length).toString('utf8');
}
