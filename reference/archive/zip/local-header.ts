import type { SourceWindow } from '../source-window.ts';
import type { ZipEntry } from './central-directory.ts';
import { type ExtraField, parseExtraField, resolveZip64, type Zip64Values } from './extra-field.ts';
import { LOCAL_HEADER_LENGTH, LOCAL_HEADER_SIGNATURE } from './zip-records.ts';

/** A local header (APPNOTE 4.3.7) as it stands; its buffers are views of the window. */
export interface LocalHeader {
  readonly offset: number;
  readonly hasSignature: boolean;
  readonly nameBytes: Buffer;
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly extra: ExtraField;
  readonly zip64: Zip64Values;
  /** Offset of the member's data. */
  readonly dataStart: number;
}

/** A first read takes this much beside the name, which is as long as most extra fields. */
const USUAL_EXTRA = 64;
/** Up to so much data, the next header is near enough to be read with this one. */
const NEAR = 4096;

/**
 * Reads the local header that an entry points at, or undefined where none fits before `limit`. The fields are read
 * even where the signature is wrong.
 * The window holds at least 131,100 bytes.
 */
export function readLocalHeader(window: SourceWindow, entry: ZipEntry, limit: number): LocalHeader | undefined {
  const room = limit - entry.localOffset;
  if (entry.localOffset < 0 || room < LOCAL_HEADER_LENGTH) return undefined;
  const { bytes, view } = window;
  const ahead = entry.compressedSize <= NEAR ? bytes.length : LOCAL_HEADER_LENGTH + entry.nameLength + USUAL_EXTRA;
  let start = window.find(entry.localOffset, LOCAL_HEADER_LENGTH, ahead);
  const length = LOCAL_HEADER_LENGTH + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (length > room) return undefined;
  start = window.find(entry.localOffset, length, ahead);
  const nameStart = start + LOCAL_HEADER_LENGTH;
  const nameEnd = nameStart + view.getUint16(start + 26, true);
  const nameBytes = bytes.subarray(nameStart, nameEnd);
  const extra = parseExtraField(bytes, nameEnd, start + length);
  return {
    offset: entry.localOffset,
    hasSignature: view.getUint32(start, true) === LOCAL_HEADER_SIGNATURE,
    nameBytes,
    versionNeeded: view.getUint16(start + 4, true),
    flags: view.getUint16(start + 6, true),
    method: view.getUint16(start + 8, true),
    time: view.getUint16(start + 12, true) * 0x10000 + view.getUint16(start + 10, true),
    crc: view.getUint32(start + 14, true),
    extra,
    zip64: resolveZip64(
      'local',
      {
        compressedSize: view.getUint32(start + 18, true),
        uncompressedSize: view.getUint32(start + 22, true),
        localOffset: 0,
        disk: 0,
      },
      extra,
    ),
    dataStart: entry.localOffset + length,
  };
}
