import { IdTable } from './id-table.ts';
import { ONES_32, readUint64 } from './zip-records.ts';

/** An extra field (APPNOTE 4.5.1): a view of the bytes that it was read into, and what one pass over it says. */
export interface ExtraField {
  readonly bytes: Buffer;
  readonly start: number;
  readonly stop: number;
  /** False where bytes are left that make no complete block. */
  readonly complete: boolean;
  /** The first id that stands a second time. */
  readonly repeatedId: number | undefined;
  /** Data of the first zip64 block. */
  readonly zip64: Buffer | undefined;
  /** Whether there is a block that is not zip64. */
  readonly hasOtherThanZip64: boolean;
  /** Whether there is a block that must stand in both headers. */
  readonly hasCompared: boolean;
}

const ZIP64_ID = 0x0001;
export const UNICODE_PATH_ID = 0x7075;

/**
 * Extra fields that ordinary writers put into one header alone, or with other data in each: NTFS times, Unix times,
 * owners, old Info-ZIP fields, alignment padding, the mark of a jar. Zip64 is judged by its values.
 */
const ONE_SIDED_EXTRA: ReadonlySet<number> = new Set([
  ZIP64_ID,
  0x000a,
  0x5455,
  0x5855,
  0x7855,
  0x7875,
  0xa11e,
  0xcafe,
  0xd935,
]);

/** The extra field of a header that has none. */
export const NO_EXTRA: ExtraField = {
  bytes: Buffer.alloc(0),
  start: 0,
  stop: 0,
  complete: true,
  repeatedId: undefined,
  zip64: undefined,
  hasOtherThanZip64: false,
  hasCompared: false,
};

const seen = new IdTable();
const known = new IdTable();

/** Reads the extra field from `start` to `stop`. A field may have 16,383 blocks: none of them becomes an object. */
export function parseExtraField(bytes: Buffer, start: number, stop: number): ExtraField {
  if (start === stop) return NO_EXTRA;
  let repeatedId: number | undefined;
  let zip64: Buffer | undefined;
  let hasOtherThanZip64 = false;
  let hasCompared = false;
  seen.clear();
  const at = eachBlock({ bytes, start, stop }, (id, from, to) => {
    if (repeatedId === undefined && seen.get(id) >= 0) repeatedId = id;
    seen.set(id, 0);
    if (id === ZIP64_ID) zip64 ??= bytes.subarray(from, to);
    else hasOtherThanZip64 = true;
    hasCompared ||= !ONE_SIDED_EXTRA.has(id);
    return true;
  });
  return { bytes, start, stop, complete: at === stop, repeatedId, zip64, hasOtherThanZip64, hasCompared };
}

/**
 * Hands over the complete blocks in their order, with where their data begin and end, until `visit` says false.
 * Gives where it stopped.
 */
export function eachBlock(
  { bytes, start, stop }: Pick<ExtraField, 'bytes' | 'start' | 'stop'>,
  visit: (id: number, from: number, to: number) => boolean,
): number {
  let at = start;
  while (stop - at >= 4) {
    const size = (bytes[at + 2] ?? 0) + (bytes[at + 3] ?? 0) * 256;
    if (size > stop - at - 4) break;
    const next = at + 4 + size;
    if (!visit((bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256, at + 4, next)) break;
    at = next;
  }
  return at;
}

/**
 * Id of a block that does not stand with the same data in the other header, or undefined. Of several blocks with one
 * id the first counts; they have a rule of their own.
 */
export function findExtraMismatch(local: ExtraField, central: ExtraField): number | undefined {
  if (!local.hasCompared && !central.hasCompared) return undefined;
  if (isSame(local.bytes, local.start, local.stop, central.bytes, central.start, central.stop)) return undefined;
  return firstNotIn(local, central) ?? firstNotIn(central, local);
}

function firstNotIn(here: ExtraField, there: ExtraField): number | undefined {
  known.clear();
  eachBlock(there, (id, from) => {
    if (known.get(id) < 0) known.set(id, from - there.start);
    return true;
  });
  seen.clear();
  let odd: number | undefined;
  eachBlock(here, (id, from, to) => {
    if (ONE_SIDED_EXTRA.has(id) || seen.get(id) >= 0) return true;
    seen.set(id, 0);
    const place = known.get(id);
    if (place < 0 || !hasSameBlock(here.bytes, from - 2, to, there.bytes, there.start + place - 2)) odd = id;
    return odd === undefined;
  });
  return odd;
}

/** Whether the bytes from `start` to `stop` stand at `place` too; they begin with a size, so no end is needed. */
function hasSameBlock(bytes: Buffer, start: number, stop: number, others: Buffer, place: number): boolean {
  if (stop - start > SHORT) return isSame(bytes, start, stop, others, place, place + stop - start);
  for (let index = 0; index < stop - start; index += 1) {
    if (bytes[start + index] !== others[place + index]) return false;
  }
  return true;
}

/** Up to so many bytes are compared sooner than by a call. */
const SHORT = 32;

function isSame(bytes: Buffer, start: number, stop: number, others: Buffer, from: number, to: number): boolean {
  return to <= others.length && bytes.compare(others, from, to, start, stop) === 0;
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
  const data = extra.zip64;
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
