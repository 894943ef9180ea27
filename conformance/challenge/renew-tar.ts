import { createHash } from 'node:crypto';
import { crc32, inflateRawSync } from 'node:zlib';
import { compareCodePoints } from '../recipes/code-point-order.ts';
import { rawBlock, storedBlocks, xxh64Low } from '../recipes/envelope-builder.ts';
import { type TarEntry, tarEntry } from '../recipes/tar-builder.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { readFileInput } from '../suite/stage-input.ts';
import type { VectorExpectation } from '../suite/vector.ts';
import { drawWord, type Renew } from './renewal.ts';

type Member = Extract<VectorExpectation, { valid: true }>['observation']['members'][number];

/** A member that comes ahead of all others. */
interface Ahead {
  readonly bytes: Uint8Array;
  readonly member: Member;
}

/** The file with one more member ahead, and how far what stands at an offset of it has moved. */
interface Enveloped {
  readonly input: Uint8Array;
  readonly moved: (offset: number) => number;
}

/**
 * The tar with one more member ahead of all others: its name and its content are fresh, and all else has moved. In an
 * envelope it comes as a block of its own, and what the envelope says of its content is made anew where it was right.
 */
export const renewTar: Renew = (stored, draws) => {
  const { expect } = stored.vector;
  const bytes = Buffer.from(readFileInput(stored));
  // That begins the content: a member ahead of it would take its place.
  if (!expect.valid && expect.primary === 'tar/nested-envelope') return undefined;
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const isZstd = bytes.length >= 4 && (bytes.readUInt32LE(0) === FRAME || isSkippable(bytes.readUInt32LE(0)));
  const ahead = drawMember(draws, isGzip || isZstd ? undefined : timeOf(bytes));
  const moved = isGzip ? intoGzip(bytes, ahead.bytes) : isZstd ? intoZstd(bytes, ahead.bytes) : intoTar(bytes, ahead);
  if (moved === undefined) return undefined;
  return { input: moved.input, expect: follow(expect, ahead, moved) };
};

const FRAME = 0xfd2f_b528;
const isSkippable = (magic: number): boolean => magic >= 0x184d_2a50 && magic <= 0x184d_2a5f;

function drawMember(draws: SeededDraws, mtime: TarEntry['mtime']): Ahead {
  // Ahead of all names in the order of code points.
  const path = `!${drawWord(draws, 8)}/${drawWord(draws, 3 + draws.below(9))}.txt`;
  const data = Buffer.from(`${drawWord(draws, 1 + draws.below(200))}\n`);
  const sha256 = createHash('sha256').update(data).digest('hex');
  const bytes = tarEntry({ name: path, data, ...(mtime !== undefined && { mtime }) });
  return { bytes, member: { path, type: 'file', size: data.length, sha256 } };
}

/** The time of the first header as it stands there, if it is one: all members should have the same. */
function timeOf(bytes: Buffer): Uint8Array | undefined {
  const field = bytes.subarray(136, 148);
  return /^[0-7]{11}\0$/.test(field.toString('latin1')) || (field[0] ?? 0) >= 0x80 ? field : undefined;
}

function follow(expect: VectorExpectation, { bytes, member }: Ahead, { moved }: Enveloped): VectorExpectation {
  if (expect.valid) {
    const members = [...expect.observation.members, member].sort((a, b) => compareCodePoints(a.path, b.path));
    return { ...expect, observation: { ...expect.observation, members } };
  }
  const { offset } = expect.at;
  if (offset === undefined) return expect;
  const isInTar = expect.primary.startsWith('tar/');
  return { ...expect, at: { ...expect.at, offset: isInTar ? offset + bytes.length : moved(offset) } };
}

function intoTar(bytes: Buffer, ahead: Ahead): Enveloped {
  return { input: Buffer.concat([ahead.bytes, bytes]), moved: (offset) => offset + ahead.bytes.length };
}

function intoGzip(bytes: Buffer, ahead: Uint8Array): Enveloped | undefined {
  const start = gzipDataStart(bytes);
  if (start === undefined) return undefined;
  const block = storedBlocks(ahead);
  // Not the last one.
  block[0] = 0;
  const rest = Buffer.from(bytes.subarray(start));
  const read = inflate(rest);
  if (read !== undefined && read.end + 8 <= rest.length) {
    const { end, content } = read;
    const whole = Buffer.concat([ahead, content]);
    if (rest.readUInt32LE(end) === crc32(content)) rest.writeUInt32LE(crc32(whole), end);
    if (rest.readUInt32LE(end + 4) === content.length) rest.writeUInt32LE(whole.length, end + 4);
  }
  const input = Buffer.concat([bytes.subarray(0, start), block, rest]);
  return { input, moved: (offset) => (offset > start ? offset + block.length : offset) };
}

/** Where the compressed data of the first gzip member begin (RFC 1952, 2.3). */
function gzipDataStart(bytes: Buffer): number | undefined {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags % 8 >= 4 && at + 2 <= bytes.length) at += 2 + bytes.readUInt16LE(at);
  for (const flag of [8, 16]) {
    if (flags % (2 * flag) < flag) continue;
    const end = bytes.indexOf(0, at);
    if (end === -1) return undefined;
    at = end + 1;
  }
  if (flags % 4 >= 2) at += 2;
  return at <= bytes.length ? at : undefined;
}

interface Inflated {
  readonly content: Buffer;
  readonly end: number;
}

/** The content of a deflate stream and where it ends; nothing where it is none. */
function inflate(bytes: Buffer): Inflated | undefined {
  try {
    const content = inflateRawSync(bytes);
    // The least that gives the same content: a stream that is cut short gives an error.
    for (let end = bytes.length - 8; end >= 0; end -= 1)
      if (!isWhole(bytes.subarray(0, end))) return { content, end: end + 1 };
    return undefined;
  } catch {
    return undefined;
  }
}

function isWhole(bytes: Buffer): boolean {
  try {
    inflateRawSync(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Puts a raw block ahead of the blocks of the first frame; nothing where one of them is compressed. */
function intoZstd(bytes: Buffer, ahead: Uint8Array): Enveloped | undefined {
  const header = zstdHeader(bytes);
  if (header === undefined) return undefined;
  const { start, sizeAt, sizeBytes, hasChecksum } = header;
  const block = rawBlock(ahead, false);
  const rest = Buffer.from(bytes.subarray(start));
  const read = plainBlocks(rest);
  if (read === 'compressed') return undefined;
  if (read !== undefined && hasChecksum && read.end + 4 <= rest.length) {
    const sum = Buffer.from(xxh64Low(read.content), 'hex');
    if (sum.equals(rest.subarray(read.end, read.end + 4))) {
      Buffer.from(xxh64Low(Buffer.concat([ahead, read.content])), 'hex').copy(rest, read.end);
    }
  }
  const head = Buffer.from(bytes.subarray(0, start));
  if (sizeBytes === 8) head.writeBigUInt64LE(head.readBigUInt64LE(sizeAt) + BigInt(ahead.length), sizeAt);
  else if (sizeBytes > 0) head.writeUIntLE(head.readUIntLE(sizeAt, sizeBytes) + ahead.length, sizeAt, sizeBytes);
  const input = Buffer.concat([head, block, rest]);
  return { input, moved: (offset) => (offset >= start ? offset + block.length : offset) };
}

/** Where the parts of a frame header stand (RFC 8878, 3.1.1.1); nothing where it is cut short or another frame leads. */
function zstdHeader(bytes: Buffer) {
  if (bytes.readUInt32LE(0) !== FRAME || bytes.length < 6) return undefined;
  const descriptor = bytes[4] ?? 0;
  const isSingle = descriptor % 64 >= 32;
  const sizeCode = Math.floor(descriptor / 64);
  const sizeBytes = sizeCode === 0 ? Number(isSingle) : 2 ** sizeCode;
  const sizeAt = 5 + Number(!isSingle) + ([0, 1, 2, 4][descriptor % 4] ?? 0);
  const start = sizeAt + sizeBytes;
  return start > bytes.length ? undefined : { start, sizeAt, sizeBytes, hasChecksum: descriptor % 8 >= 4 };
}

/** The content of raw and run-length blocks and where they end; nothing where they are cut short or none. */
function plainBlocks(bytes: Buffer): Inflated | 'compressed' | undefined {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 3 <= bytes.length; ) {
    const bits = bytes.readUIntLE(at, 3);
    const size = Math.floor(bits / 8);
    const type = Math.floor(bits / 2) % 4;
    at += 3;
    if (type === 2) return 'compressed';
    if (type === 3 || at + (type === 0 ? size : 1) > bytes.length) return undefined;
    pieces.push(type === 0 ? bytes.subarray(at, at + size) : Buffer.alloc(size, bytes[at]));
    at += type === 0 ? size : 1;
    if (bits % 2 === 1) return { content: Buffer.concat(pieces), end: at };
  }
  return undefined;
}
