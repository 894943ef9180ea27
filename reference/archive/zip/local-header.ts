import type { ByteSource } from '../byte-source.ts';
import { comparedBlocks, type ZipEntry } from './central-directory.ts';
import { type ExtraBlock, type ExtraField, parseExtraField, resolveZip64, type Zip64Values } from './extra-field.ts';
import { decodeName } from './member-name.ts';
import { LOCAL_HEADER_LENGTH, LOCAL_HEADER_SIGNATURE } from './zip-records.ts';

/** A local header (APPNOTE 4.3.7) as it stands; its buffers are views of the scratch buffer. */
export interface LocalHeader {
  readonly offset: number;
  readonly hasSignature: boolean;
  readonly name: string;
  readonly nameBytes: Buffer;
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly extra: ExtraField;
  readonly zip64: Zip64Values;
  readonly comparedExtra: readonly ExtraBlock[];
  /** Offset of the member's data. */
  readonly dataStart: number;
}

/** A first read takes this much beside the name, which is as long as most extra fields. */
const USUAL_EXTRA = 64;

/**
 * Reads the local header that an entry points at, or undefined where none fits before `limit`. The fields are read
 * even where the signature is wrong. `scratch` holds at least 131,100 bytes.
 */
export function readLocalHeader(
  source: ByteSource,
  entry: ZipEntry,
  limit: number,
  scratch: Buffer,
): LocalHeader | undefined {
  const room = limit - entry.localOffset;
  if (entry.localOffset < 0 || room < LOCAL_HEADER_LENGTH) return undefined;
  let bytes = scratch.subarray(
    0,
    Math.min(room, LOCAL_HEADER_LENGTH + entry.name.length + USUAL_EXTRA, scratch.length),
  );
  source.read(entry.localOffset, bytes);
  const nameEnd = LOCAL_HEADER_LENGTH + bytes.readUInt16LE(26);
  const extraEnd = nameEnd + bytes.readUInt16LE(28);
  if (extraEnd > room) return undefined;
  if (extraEnd > bytes.length) {
    bytes = scratch.subarray(0, extraEnd);
    source.read(entry.localOffset, bytes);
  }
  const nameBytes = bytes.subarray(LOCAL_HEADER_LENGTH, nameEnd);
  const extra = parseExtraField(bytes.subarray(nameEnd, extraEnd));
  return {
    offset: entry.localOffset,
    hasSignature: bytes.readUInt32LE(0) === LOCAL_HEADER_SIGNATURE,
    // Decoded as the central header's flags say: a difference of flags is judged by itself.
    name: decodeName(nameBytes, entry.flags).text,
    nameBytes,
    versionNeeded: bytes.readUInt16LE(4),
    flags: bytes.readUInt16LE(6),
    method: bytes.readUInt16LE(8),
    time: bytes.readUInt16LE(12) * 0x10000 + bytes.readUInt16LE(10),
    crc: bytes.readUInt32LE(14),
    extra,
    zip64: resolveZip64(
      'local',
      {
        compressedSize: bytes.readUInt32LE(18),
        uncompressedSize: bytes.readUInt32LE(22),
        localOffset: 0,
        disk: 0,
      },
      extra,
    ),
    comparedExtra: comparedBlocks(extra),
    dataStart: entry.localOffset + extraEnd,
  };
}
