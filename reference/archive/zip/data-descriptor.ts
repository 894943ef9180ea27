import type { SourceWindow } from '../source-window.ts';
import type { ZipEntry } from './central-directory.ts';
import { CENTRAL_HEADER_SIGNATURE, DESCRIPTOR_SIGNATURE, LOCAL_HEADER_SIGNATURE, readUint64 } from './zip-records.ts';

/** What stands after the data of a member with bit 3 of its flags. */
export interface DescriptorReading {
  readonly offset: number;
  /** Length of the record; 0 where there is none. */
  readonly length: number;
  /** Whether it gives the CRC and sizes of the entry, in the width that the local header calls for. */
  readonly matches: boolean;
}

/**
 * Reads a data descriptor (APPNOTE 4.3.9). Nothing says whether its signature stands, so the form is the one whose
 * values are those of the central directory: first in the width that the local header calls for, then in the other.
 * A descriptor that matches in no form has the length that its first bytes and the width give.
 */
export function readDescriptor(
  window: SourceWindow,
  entry: ZipEntry,
  offset: number,
  limit: number,
  hasZip64: boolean,
): DescriptorReading {
  // A copy: the local header, which is judged with it, stays in the window.
  const bytes = window.copy(offset, Math.max(0, Math.min(LONGEST, limit - offset)));
  const widths = hasZip64 ? ([8, 4] as const) : ([4, 8] as const);
  for (const width of widths) {
    for (const start of [4, 0] as const) {
      const length = start + 4 + 2 * width;
      if (length > bytes.length || (start === 4 && bytes.readUInt32LE(0) !== DESCRIPTOR_SIGNATURE)) continue;
      if (agrees(bytes.subarray(start), entry, width)) return { offset, length, matches: width === widths[0] };
    }
  }
  const first = bytes.length < 4 ? undefined : bytes.readUInt32LE(0);
  const length = (first === DESCRIPTOR_SIGNATURE ? 8 : 4) + 2 * widths[0];
  const isOther = first === LOCAL_HEADER_SIGNATURE || first === CENTRAL_HEADER_SIGNATURE;
  return { offset, length: isOther || length > bytes.length ? 0 : length, matches: false };
}

const LONGEST = 24;

function agrees(bytes: Buffer, entry: ZipEntry, width: 4 | 8): boolean {
  const size = (offset: number): number => (width === 4 ? bytes.readUInt32LE(offset) : readUint64(bytes, offset));
  return (
    bytes.readUInt32LE(0) === entry.crc &&
    size(4) === entry.compressedSize &&
    size(4 + width) === entry.uncompressedSize
  );
}
