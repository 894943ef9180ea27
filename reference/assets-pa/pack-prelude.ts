import { type ByteSource, readBytes } from '../archive/byte-source.ts';
import {
  ASSETS_PA_MAGIC,
  ASSETS_PA_MAX_HEADER_LEN,
  ASSETS_PA_PRELUDE_SIZE,
  PRELUDE_FIELDS,
} from '../generated/assets-pa-layout.ts';

/** The fields of a prelude as they stand. */
export interface PackPrelude {
  /** The first four bytes, in hexadecimal. */
  readonly magic: string;
  readonly schemaVersion: number;
  readonly headerLen: number;
  /** 64 bits wide: not yet known to be a place in the file. */
  readonly payloadOffset: bigint;
  readonly flags: number;
  readonly reserved: number;
  readonly reservedChecksum: number;
}

/** A prelude, and the file that it stands in. */
export interface PackStart {
  /** Bytes of the file. */
  readonly size: number;
  /** Undefined where the file is shorter than a prelude. */
  readonly prelude: PackPrelude | undefined;
}

/** A range of bytes of the file. */
export interface PackRange {
  readonly offset: number;
  readonly size: number;
}

/** Reads the prelude: one read of 32 bytes, or none where the file is shorter. */
export function readPackStart(source: ByteSource): PackStart {
  const { size } = source;
  const isWhole = size >= ASSETS_PA_PRELUDE_SIZE;
  return { size, prelude: isWhole ? parsePrelude(readBytes(source, 0, ASSETS_PA_PRELUDE_SIZE)) : undefined };
}

function parsePrelude(bytes: Uint8Array): PackPrelude {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (field: keyof typeof PRELUDE_FIELDS): number => view.getUint32(PRELUDE_FIELDS[field].offset, true);
  const { magic, payload_offset } = PRELUDE_FIELDS;
  return {
    magic: Buffer.from(bytes.subarray(magic.offset, magic.offset + magic.size)).toString('hex'),
    schemaVersion: word('schema_version'),
    headerLen: word('header_len'),
    payloadOffset: view.getBigUint64(payload_offset.offset, true),
    flags: word('flags'),
    reserved: word('reserved'),
    reservedChecksum: word('reserved_checksum'),
  };
}

/** Where the header stands; undefined where there is none, it is too large to be read, or it does not end in the file. */
export function headerRange({ size, prelude }: PackStart): PackRange | undefined {
  if (prelude === undefined || prelude.headerLen === 0 || prelude.headerLen > ASSETS_PA_MAX_HEADER_LEN)
    return undefined;
  if (prelude.headerLen > size - ASSETS_PA_PRELUDE_SIZE) return undefined;
  return { offset: ASSETS_PA_PRELUDE_SIZE, size: prelude.headerLen };
}

/** The bytes of a header of at most `most` bytes, of a file whose prelude is sound; undefined where there is none. */
export function readHeaderBytes(source: ByteSource, most: number): Uint8Array | undefined {
  const start = readPackStart(source);
  const range = start.prelude?.magic === ASSETS_PA_MAGIC ? headerRange(start) : undefined;
  return range === undefined || range.size > most ? undefined : readBytes(source, range.offset, range.size);
}

/** Where the payload stands: from `payload_offset` to the end; undefined where that lies behind the end. */
export function payloadRange({ size, prelude }: PackStart): PackRange | undefined {
  if (prelude === undefined || prelude.payloadOffset > BigInt(size)) return undefined;
  const offset = Number(prelude.payloadOffset);
  return { offset, size: size - offset };
}
