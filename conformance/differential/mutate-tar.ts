import { gunzipSync } from 'node:zlib';
import { gzipMember, rawBlock, skippableFrame, zstdFrame } from '../recipes/envelope-builder.ts';
import { type TarEntry, tarEntry } from '../recipes/tar-builder.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { type Mutator, mutateBytes, pick, splice } from './mutate-bytes.ts';
import { BLOCK, findTarRecords, TAR_FIELDS, type TarRecord, withTarSum } from './tar-headers.ts';

/**
 * One edit of a tar, with the checksums of its headers made good again: a field, a byte of a header, a type, extension
 * headers and what they say, whole members, the end; or of its envelope.
 */
export const mutateTar: Mutator = (bytes, draws) => {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const content = isGzip ? contentOfGzip(bytes) : bytes;
  if (content === undefined || isZstd(bytes)) return mutateBytes(bytes, draws);
  if (isGzip && draws.below(3) === 0) return mutateBytes(bytes, draws);
  const changed = pick(TAR_EDITS, draws)(content, draws) ?? mutateBytes(content, draws) ?? content;
  if (isGzip) return gzipMember(changed);
  return draws.below(20) === 0 ? pick(ENVELOPES, draws)(changed) : changed;
};

/** A frame, or one that is skipped. */
function isZstd(bytes: Uint8Array): boolean {
  return /^(?:28b52ffd|5.2a4d18)/u.test(Buffer.from(bytes.subarray(0, 4)).toString('hex'));
}

const ENVELOPES: readonly ((content: Uint8Array) => Uint8Array)[] = [
  gzipMember,
  zstdFrame,
  (content) => Buffer.concat([gzipMember(content.subarray(0, BLOCK)), gzipMember(content.subarray(BLOCK))]),
  (content) => Buffer.concat([skippableFrame('x'), zstdFrame(content)]),
  (content) =>
    zstdFrame(content, {
      blocks: Buffer.concat([rawBlock(content, false), rawBlock(new Uint8Array(0))]).toString('hex'),
    }),
];

const TAR_EDITS: readonly Mutator[] = [
  changeNumber,
  changeNumber,
  changeText,
  changeText,
  changeHeaderByte,
  changeHeaderByte,
  changeType,
  insertExtension,
  insertExtension,
  insertExtension,
  changeContent,
  moveRecord,
  moveRecord,
  changeEnd,
];

function contentOfGzip(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: 1024 * 1024 });
  } catch {
    return undefined;
  }
}

const NUMBERS = ['0', '7', '1000', '644', '4755', '2755', '12 ', ' 12', '1 2', '8', '-1', '+1', '', ' ', '77777777777'];
const BASE_256 = ['80', '8001', 'ff', 'c0', '81', '8000000000000000000000', 'ffffffffffffffffffffff'];

function changeNumber(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const field = pick(
    TAR_FIELDS.filter(({ isNumber }) => isNumber),
    draws,
  );
  const value = Buffer.alloc(field.length, draws.below(2) === 0 ? 0 : 0x20);
  if (draws.below(3) === 0) Buffer.from(pick(BASE_256, draws), 'hex').copy(value);
  else if (draws.below(2) === 0) value.write(pick(NUMBERS, draws), 'latin1');
  else value.write(pick(NUMBERS, draws).trim().padStart(field.length, '0'), 'latin1');
  return inHeader(bytes, draws, (at) => splice(bytes, at + field.start, field.length, value));
}

const TEXTS = [
  'a',
  'A',
  'b/',
  './a',
  '../a',
  'a//b',
  '/a',
  'a\0b',
  'ä',
  'a\u0308',
  'con.txt',
  'a.',
  'a:b',
  'a\\b',
  '.',
  '',
];

function changeText(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const field = pick(
    TAR_FIELDS.filter(({ isNumber }) => !isNumber),
    draws,
  );
  const value = Buffer.alloc(field.length);
  value.write(pick(TEXTS, draws));
  return inHeader(bytes, draws, (at) => splice(bytes, at + field.start, field.length, value));
}

function changeHeaderByte(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const place = draws.below(BLOCK);
  return inHeader(bytes, draws, (at) => splice(bytes, at + place, 1, Uint8Array.of(draws.below(256))));
}

function changeType(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const type = Buffer.from(pick([...'\x0001234567xgLKSVMDNXAz '], draws), 'latin1');
  return inHeader(bytes, draws, (at) => splice(bytes, at + 156, 1, type));
}

const KEYWORDS = [
  'path',
  'linkpath',
  'size',
  'uid',
  'mtime',
  'comment',
  'hdrcharset',
  'charset',
  'VENDOR.x',
  'x',
  'GNU.sparse.major',
];
const VALUES = [
  '',
  'a',
  '1',
  '-1',
  '1.5',
  '0',
  '9'.repeat(20),
  'a\nb',
  '\0',
  'ISO-IR 10646 2000 UTF-8',
  'BINARY',
  '../a',
  'größe',
];

function paxRecord(draws: SeededDraws): string {
  const rest = ` ${pick(KEYWORDS, draws)}=${pick(VALUES, draws)}\n`;
  const bytes = Buffer.byteLength(rest);
  const digits = [1, 2, 3].find((count) => String(bytes + count).length === count) ?? 3;
  return `${bytes + digits + (draws.below(12) === 0 ? 1 : 0)}${rest}`;
}

function extension(draws: SeededDraws): TarEntry {
  const typeflag = pick(['x', 'x', 'x', 'g', 'L', 'K'], draws);
  const name = pick(['PaxHeaders/a', '././@LongLink', ''], draws);
  if (typeflag === 'L' || typeflag === 'K')
    return { typeflag, name, data: pick(['long\0', 'long', 'l\0g\0', '', 'dir/\0'], draws) };
  return { typeflag, name, data: Array.from({ length: draws.below(3) }, () => paxRecord(draws)).join('') };
}

function insertExtension(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const place = pickRecord(bytes, draws);
  return place && splice(bytes, draws.below(4) === 0 ? place.end : place.offset, 0, tarEntry(extension(draws)));
}

/** A byte of a content or of what fills its last block. */
function changeContent(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const record = pickRecord(bytes, draws);
  if (record === undefined || record.end <= record.offset + BLOCK) return undefined;
  const isPadding = record.contentEnd < record.end && draws.below(2) === 0;
  const start = isPadding ? record.contentEnd : record.offset + BLOCK;
  const stop = isPadding ? record.end : record.contentEnd;
  if (stop <= start) return undefined;
  return splice(bytes, start + draws.below(stop - start), 1, Uint8Array.of(draws.below(256)));
}

/** A member that is left out, stands twice, or stands elsewhere. */
function moveRecord(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const record = pickRecord(bytes, draws);
  const place = pickRecord(bytes, draws);
  if (record === undefined || place === undefined) return undefined;
  const run = bytes.subarray(record.offset, record.end);
  if (draws.below(2) === 0) return splice(bytes, record.offset, run.length, new Uint8Array(0));
  return splice(bytes, draws.below(2) === 0 ? place.offset : place.end, 0, run);
}

function changeEnd(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const end = findTarRecords(bytes).at(-1)?.end ?? 0;
  const tail = Buffer.alloc(draws.below(5) * BLOCK + pick([0, 0, 1, 511], draws));
  if (tail.length > 0 && draws.below(3) === 0) tail[draws.below(tail.length)] = 1;
  return splice(bytes, end, bytes.length - end, tail);
}

function inHeader(
  bytes: Uint8Array,
  draws: SeededDraws,
  change: (offset: number) => Uint8Array,
): Uint8Array | undefined {
  const record = pickRecord(bytes, draws);
  return record && withTarSum(change(record.offset), record.offset);
}

function pickRecord(bytes: Uint8Array, draws: SeededDraws): TarRecord | undefined {
  const records = findTarRecords(bytes);
  return records.length === 0 ? undefined : pick(records, draws);
}
