import { crc32 } from 'node:zlib';

/** The parts of a gzip member; absent ones are those of the canonical form. */
export interface GzipParts {
  readonly header?: string;
  /** Fields behind the fixed header, in hex. */
  readonly fields?: string;
  /** The deflate stream, in hex; stored blocks where it is absent. */
  readonly deflate?: string;
  readonly crc?: number;
  readonly size?: number;
  /** In hex; made of `crc` and `size` where it is absent. */
  readonly trailer?: string;
}

export const GZIP_HEADER = '1f8b08000000000000ff';

/** A gzip member of a content (RFC 1952). */
export function gzipMember(content: Uint8Array, parts: GzipParts = {}): Buffer {
  const { header = GZIP_HEADER, fields = '', crc = crc32(content), size = content.length } = parts;
  const stream = parts.deflate === undefined ? storedBlocks(content) : Buffer.from(parts.deflate, 'hex');
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(size, 4);
  const end = parts.trailer === undefined ? trailer : Buffer.from(parts.trailer, 'hex');
  return Buffer.concat([Buffer.from(header + fields, 'hex'), stream, end]);
}

/** RFC 1951, 3.2.4: blocks that are not compressed, the last one marked. */
export function storedBlocks(content: Uint8Array, most = 65_535): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < content.length; at += most) {
    const piece = content.subarray(at, at + most);
    const head = Buffer.from([at + most >= content.length ? 1 : 0, 0, 0, 0, 0]);
    head.writeUInt16LE(piece.length, 1);
    head.writeUInt16LE(0xffff - piece.length, 3);
    blocks.push(head, Buffer.from(piece));
  }
  return Buffer.concat(blocks);
}

/** The parts of a zstd frame (RFC 8878); absent ones make a canonical frame of raw blocks. */
export interface ZstdParts {
  /** Frame header descriptor. */
  readonly descriptor?: number;
  /** Window descriptor; none where it is `null`. */
  readonly window?: number | null;
  /** Dictionary id, in hex. */
  readonly dictionary?: string;
  /** Bytes of the frame content size, in hex. */
  readonly size?: string;
  /** The blocks, in hex. */
  readonly blocks?: string;
  /** The checksum, in hex. */
  readonly checksum?: string;
}

export const ZSTD_MAGIC = '28b52ffd';
/** A window of 128 KiB. */
const WINDOW = 0x38;
/** Eight bytes of content size, and a checksum. */
const DESCRIPTOR = 0xc4;

/** A zstd frame of a content. */
export function zstdFrame(content: Uint8Array, parts: ZstdParts = {}): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(content.length));
  const { descriptor = DESCRIPTOR, window = WINDOW, dictionary = '' } = parts;
  const head = Buffer.from(window === null ? [descriptor] : [descriptor, window]);
  return Buffer.concat([
    Buffer.from(ZSTD_MAGIC, 'hex'),
    head,
    Buffer.from(dictionary + (parts.size ?? size.toString('hex')), 'hex'),
    parts.blocks === undefined ? rawBlock(content) : Buffer.from(parts.blocks, 'hex'),
    Buffer.from(parts.checksum ?? xxh64Low(content), 'hex'),
  ]);
}

/** The header of a block in hex: type 0 raw, 1 run-length, 2 compressed. */
export function blockHeader(type: number, size: number, isLast = true): string {
  const header = Buffer.alloc(4);
  header.writeUInt32LE(size * 8 + type * 2 + (isLast ? 1 : 0));
  return header.toString('hex', 0, 3);
}

/** One raw block, the last. */
export function rawBlock(content: Uint8Array, isLast = true): Buffer {
  return Buffer.concat([Buffer.from(blockHeader(0, content.length, isLast), 'hex'), content]);
}

/** A skippable frame. */
export function skippableFrame(content: string, size: number = content.length): Buffer {
  const head = Buffer.from('502a4d1800000000', 'hex');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, Buffer.from(content)]);
}

const MASK = 2n ** 64n - 1n;
const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;

const rotate = (value: bigint, count: bigint): bigint => ((value << count) | (value >> (64n - count))) & MASK;
const round = (lane: bigint, value: bigint): bigint => (rotate((lane + value * P2) & MASK, 31n) * P1) & MASK;

/** The lower four bytes of XXH64 with seed 0 (its specification, version 0.1.1), in hex. */
export function xxh64Low(content: Uint8Array): string {
  const bytes = Buffer.from(content);
  let at = 0;
  let hash = P5;
  if (bytes.length >= 32) {
    let lanes = [(P1 + P2) & MASK, P2, 0n, -P1 & MASK];
    for (; at + 32 <= bytes.length; at += 32) {
      const start = at;
      lanes = lanes.map((lane, index) => round(lane, bytes.readBigUInt64LE(start + index * 8)));
    }
    const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
    hash = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & MASK;
    for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * P1 + P4) & MASK;
  }
  hash = (hash + BigInt(bytes.length)) & MASK;
  for (; at + 8 <= bytes.length; at += 8) {
    hash = (rotate(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * P1 + P4) & MASK;
  }
  for (; at + 4 <= bytes.length; at += 4) {
    hash = (rotate(hash ^ ((BigInt(bytes.readUInt32LE(at)) * P1) & MASK), 23n) * P2 + P3) & MASK;
  }
  for (; at < bytes.length; at += 1) hash = (rotate(hash ^ ((BigInt(bytes[at] ?? 0) * P5) & MASK), 11n) * P1) & MASK;
  hash = ((hash ^ (hash >> 33n)) * P2) & MASK;
  hash = ((hash ^ (hash >> 29n)) * P3) & MASK;
  const low = Buffer.alloc(4);
  low.writeUInt32LE(Number((hash ^ (hash >> 32n)) & 0xffff_ffffn));
  return low.toString('hex');
}
