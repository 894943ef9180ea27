import { crc32 } from 'node:zlib';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { type Mutator, mutateBytes, pick, splice } from './mutate-bytes.ts';
import { rebuildZip } from './rebuild-zip.ts';
import { findZipRecords, readField, withField, type ZipField, type ZipRecord } from './zip-records.ts';

/** One edit of an archive: a field, a field in both headers alike, a name, content with its CRC, a whole record, bytes. */
export const mutateZip: Mutator = (bytes, draws) => pick(ZIP_EDITS, draws)(bytes, draws) ?? mutateBytes(bytes, draws);

const ZIP_EDITS: readonly Mutator[] = [
  changeField,
  changeField,
  changeField,
  changeInBothHeaders,
  changeInBothHeaders,
  changeName,
  changeName,
  changeContent,
  insertExtra,
  repeatRecord,
  swapValues,
  rebuildZip,
  rebuildZip,
  rebuildZip,
  rebuildZip,
  mutateBytes,
];

function changeField(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const fields = findZipRecords(bytes).flatMap((record) => record.fields);
  if (fields.length === 0) return undefined;
  const field = pick(fields, draws);
  return withField(bytes, field, anotherValue(readField(bytes, field), field.width, draws));
}

// What both headers say alike gets past the comparison of the two.
function changeInBothHeaders(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const pairs = headerPairs(bytes);
  if (pairs.length === 0) return undefined;
  const { local, central } = pick(pairs, draws);
  const { name } = pick(local.fields, draws);
  const fields = [local, central].flatMap((record) => record.fields.filter((field) => field.name === name));
  const [first] = fields;
  if (first === undefined) return undefined;
  const value = anotherValue(readField(bytes, first), first.width, draws);
  return fields.reduce((changed, field) => withField(changed, field, value), bytes);
}

const NAME_CHARACTERS = [
  '/',
  '\\',
  ':',
  '.',
  ' ',
  '\0',
  '\n',
  'A',
  'a',
  'ß',
  'é',
  'e\u0301',
  '\u202e',
  '~',
  '*',
  '\x7f',
];

function changeName(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const pairs = headerPairs(bytes).filter(({ local }) => numberIn(bytes, local, 'name length') > 0);
  if (pairs.length === 0) return undefined;
  const { local, central } = pick(pairs, draws);
  const place = draws.below(numberIn(bytes, local, 'name length'));
  const insert = Buffer.from(pick(NAME_CHARACTERS, draws)).subarray(0, 1);
  const changed = splice(bytes, local.offset + 30 + place, 1, insert);
  return draws.below(8) === 0 ? changed : splice(changed, central.offset + 46 + place, 1, insert);
}

// Stored content and its CRC in both headers: what judges the content is reached.
function changeContent(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const pairs = headerPairs(bytes).filter(({ local }) => numberIn(bytes, local, 'compressed size') > 0);
  if (pairs.length === 0) return undefined;
  const { local, central } = pick(pairs, draws);
  const start = local.offset + 30 + numberIn(bytes, local, 'name length') + numberIn(bytes, local, 'extra length');
  const end = start + numberIn(bytes, local, 'compressed size');
  if (end > bytes.length) return undefined;
  const place = start + draws.below(end - start);
  const changed = splice(bytes, place, 1, Uint8Array.of(draws.below(256)));
  const crc = BigInt(crc32(changed.subarray(start, end)));
  const fields = [local, central].flatMap((record) => record.fields.filter(({ name }) => name === 'crc-32'));
  return fields.reduce((archive, field) => withField(archive, field, crc), changed);
}

const EXTRA_IDS = [0x0001, 0x5455, 0x7875, 0x7075, 0x6375, 0x000a, 0x9901, 0xcafe, 0xd935];

// An extra block in the central header of the last member; the end record follows it.
function insertExtra(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const records = findZipRecords(bytes);
  const central = records.filter(({ kind }) => kind === 'central').at(-1);
  const end = records.filter(({ kind }) => kind === 'end').at(-1);
  if (central === undefined || end === undefined) return undefined;
  const size = draws.below(12);
  const id = pick(EXTRA_IDS, draws);
  const block = Uint8Array.of(id % 256, Math.floor(id / 256), size, 0, ...draws.bytes().subarray(0, size));
  const at = central.offset + 46 + numberIn(bytes, central, 'name length') + numberIn(bytes, central, 'extra length');
  if (at > bytes.length) return undefined;
  const longer = withSum(bytes, central, 'extra length', block.length);
  return splice(withSum(longer, end, 'central size', block.length), at, 0, block);
}

function repeatRecord(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const records = findZipRecords(bytes);
  if (records.length < 2) return undefined;
  const record = pick(records, draws);
  const next = records.find(({ offset }) => offset > record.offset)?.offset ?? bytes.length;
  const run = bytes.subarray(record.offset, next);
  return draws.below(2) === 0
    ? splice(bytes, pick(records, draws).offset, 0, run)
    : splice(bytes, record.offset, run.length, new Uint8Array(0));
}

function swapValues(bytes: Uint8Array, draws: SeededDraws): Uint8Array | undefined {
  const fields = findZipRecords(bytes).flatMap((record) => record.fields);
  if (fields.length === 0) return undefined;
  const [one, other] = [pick(fields, draws), pick(fields, draws)];
  return withField(withField(bytes, one, readField(bytes, other)), other, readField(bytes, one));
}

interface HeaderPair {
  readonly local: ZipRecord;
  readonly central: ZipRecord;
}

function headerPairs(bytes: Uint8Array): readonly HeaderPair[] {
  const records = findZipRecords(bytes);
  return records.flatMap((central) => {
    if (central.kind !== 'central') return [];
    const at = numberIn(bytes, central, 'local offset');
    const local = records.find(({ kind, offset }) => kind === 'local' && offset === at);
    return local === undefined ? [] : [{ local, central }];
  });
}

function fieldOf(record: ZipRecord, name: string): ZipField | undefined {
  return record.fields.find((field) => field.name === name);
}

function numberIn(bytes: Uint8Array, record: ZipRecord, name: string): number {
  const field = fieldOf(record, name);
  return field === undefined ? 0 : Number(readField(bytes, field));
}

function withSum(bytes: Uint8Array, record: ZipRecord, name: string, more: number): Uint8Array {
  const field = fieldOf(record, name);
  return field === undefined ? bytes : withField(bytes, field, readField(bytes, field) + BigInt(more));
}

function anotherValue(value: bigint, width: number, draws: SeededDraws): bigint {
  const greatest = 2n ** BigInt(width * 8) - 1n;
  const bit = 2n ** BigInt(draws.below(width * 8));
  return pick([0n, 1n, value + 1n, value - 1n, value ^ bit, value ^ bit, value * 2n, 8n, 20n, 45n, greatest], draws);
}
