import { ONES_32, readUint64 } from './zip-records.ts';

/** A block of an extra field (APPNOTE 4.5.1). */
export interface ExtraBlock {
  readonly id: number;
  readonly data: Buffer;
}

export interface ExtraField {
  readonly blocks: readonly ExtraBlock[];
  /** False where bytes are left that make no complete block. */
  readonly complete: boolean;
}

export const ZIP64_ID = 0x0001;
export const UNICODE_PATH_ID = 0x7075;

const NO_EXTRA: ExtraField = { blocks: [], complete: true };

/** Reads the complete blocks of the extra field from `start` to `stop`; their data are views of the given bytes. */
export function parseExtraField(bytes: Buffer, start: number, stop: number): ExtraField {
  if (start === stop) return NO_EXTRA;
  const blocks: ExtraBlock[] = [];
  let at = start;
  while (stop - at >= 4) {
    const size = bytes.readUInt16LE(at + 2);
    if (size > stop - at - 4) break;
    blocks.push({ id: bytes.readUInt16LE(at), data: bytes.subarray(at + 4, at + 4 + size) });
    at += 4 + size;
  }
  return { blocks, complete: at === stop };
}

/** Whether there is a block that is not zip64. */
export function hasOtherThanZip64(extra: ExtraField): boolean {
  return extra.blocks.some(({ id }) => id !== ZIP64_ID);
}

/** The fields of a header that zip64 can extend, with what the zip64 extra field says put in. */
export interface Zip64Values {
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly localOffset: number;
  readonly disk: number;
  /** Length of the zip64 extra field; absent where there is none. */
  readonly length: number | undefined;
  /** The length that the fields with all ones call for; 0 where none has, or there is no zip64 extra field. */
  readonly expectedLength: number;
}

/**
 * Resolves a header against its zip64 extra field (APPNOTE 4.5.3): values stand in a fixed order, and only those
 * whose field is all ones. In a local header both sizes stand together, and there is no offset and no disk.
 * A value that is not there leaves the field as it is.
 */
export function resolveZip64(
  header: 'local' | 'central',
  fields: Pick<Zip64Values, 'compressedSize' | 'uncompressedSize' | 'localOffset' | 'disk'>,
  extra: ExtraField,
): Zip64Values {
  const data = extra.blocks.find(({ id }) => id === ZIP64_ID)?.data;
  let { compressedSize, uncompressedSize, localOffset, disk } = fields;
  if (data === undefined) {
    return { compressedSize, uncompressedSize, localOffset, disk, length: undefined, expectedLength: 0 };
  }
  const both = header === 'local' && (compressedSize === ONES_32 || uncompressedSize === ONES_32);
  let at = 0;
  const next = (value: number, isAbsent: boolean, width: 4 | 8 = 8): number => {
    if (!isAbsent) return value;
    const start = at;
    at += width;
    if (at > data.length) return value;
    return width === 8 ? readUint64(data, start) : data.readUInt32LE(start);
  };
  const uncompressed = next(uncompressedSize, both || uncompressedSize === ONES_32);
  const compressed = next(compressedSize, both || compressedSize === ONES_32);
  if (uncompressedSize === ONES_32) uncompressedSize = uncompressed;
  if (compressedSize === ONES_32) compressedSize = compressed;
  if (header === 'central') {
    localOffset = next(localOffset, localOffset === ONES_32);
    disk = next(disk, disk === 0xffff, 4);
  }
  return { compressedSize, uncompressedSize, localOffset, disk, length: data.length, expectedLength: at };
}
