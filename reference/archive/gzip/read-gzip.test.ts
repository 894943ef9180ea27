import { constants, crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { catalogue, type RuleId } from '../../generated/catalogue.ts';
import { CORE, HARDENED, type RuleSelection } from '../../report/rule-selection.ts';
import { bufferSource } from '../byte-source.ts';
import { validateTar } from '../tar/index.ts';
import { tarOf } from '../tar/sample-tar.test-fixture.ts';

interface SampleGzip {
  readonly header?: Uint8Array;
  readonly data?: Uint8Array;
  readonly crc?: number;
  readonly size?: number;
}

const HEADER = Buffer.from('1f8b08000000000000ff', 'hex');
const TAR = tarOf({ name: 'a', content: 'x' });

/** A gzip member of the content, as RFC 1952 lays it out. */
function gzipOf(content: Buffer, { header = HEADER, data, crc, size }: SampleGzip = {}): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc ?? crc32(content), 0);
  trailer.writeUInt32LE(size ?? content.length, 4);
  return Buffer.concat([header, data ?? deflateRawSync(content), trailer]);
}

function headerWith(flags: number, ...fields: readonly Uint8Array[]): Buffer {
  const header = Buffer.concat([HEADER, ...fields]);
  header[3] = flags;
  return header;
}

async function judge(bytes: Uint8Array, selection: RuleSelection = HARDENED) {
  const { findings, observation } = await validateTar(bufferSource(bytes), { selection, observe: true });
  const ofLevel = (level: string) => findings.filter(({ rule }) => catalogue[rule].level === level);
  return {
    errors: ofLevel('MUST').map(({ rule, at }) => ({ rule, offset: at.offset })),
    warnings: ofLevel('SHOULD').map(({ rule }) => rule),
    paths: observation?.members.map(({ path }) => path),
  };
}

// What zlib has in hand when it finds an error, up to 128 KiB, is lost: padding alone, here.
const LONG_TAR = Buffer.concat([TAR, Buffer.alloc(256 * 1024 - TAR.length)]);
const data = deflateRawSync(TAR);
const trailerAt = HEADER.length + data.length;
// A stored block that is not the last one (RFC 1951 3.2.4).
const openEnded = Buffer.concat([Buffer.of(0), words(TAR.length, 0xffff - TAR.length), TAR]);
const name = Buffer.from('a.tar\0');
const crcOf = (bytes: Buffer): Buffer => words(crc32(bytes) % 0x10000);

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

/** Files with one defect each, the rule that refuses it, and where. */
const DEFECTS: readonly (readonly [RuleId, string, Buffer, number])[] = [
  ['gzip/unknown-method', 'another method', gzipOf(TAR, { header: Buffer.from('1f8b07000000000000ff', 'hex') }), 0],
  ['gzip/reserved-flag', 'a reserved flag', gzipOf(TAR, { header: headerWith(0x20) }), 0],
  [
    'gzip/malformed-extra-field',
    'a subfield that is longer than the field',
    gzipOf(TAR, { header: headerWith(4, words(5), Buffer.from('ab\x02\x00c')) }),
    0,
  ],
  ['gzip/header-crc-mismatch', 'another CRC-16', gzipOf(TAR, { header: headerWith(2, words(1)) }), 0],
  [
    'gzip/invalid-deflate',
    'a block type that does not exist',
    gzipOf(LONG_TAR, {
      data: Buffer.concat([deflateRawSync(LONG_TAR, { finishFlush: constants.Z_SYNC_FLUSH }), Buffer.of(7)]),
    }),
    10,
  ],
  ['gzip/truncated-deflate', 'a stream without an end', Buffer.concat([HEADER, openEnded]), 10],
  ['gzip/truncated-trailer', 'half a trailer', gzipOf(TAR).subarray(0, trailerAt + 4), trailerAt],
  ['gzip/crc-mismatch', 'another CRC-32', gzipOf(TAR, { crc: 1 }), trailerAt],
  ['gzip/size-mismatch', 'another size', gzipOf(TAR, { size: 1 }), trailerAt],
  [
    'gzip/several-members',
    'an empty member behind it',
    Buffer.concat([gzipOf(TAR), gzipOf(Buffer.alloc(0))]),
    trailerAt + 8,
  ],
  ['gzip/trailing-data', 'a zero behind it', Buffer.concat([gzipOf(TAR), Buffer.alloc(1)]), trailerAt + 8],
];

describe.each(DEFECTS)('%s: %s', (rule, _what, bytes, offset) => {
  test('is the one rule that is broken, and without it nothing is', async () => {
    expect((await judge(bytes)).errors).toEqual([{ rule, offset }]);
    expect((await judge(bytes, { profile: 'hardened', without: new Set([rule]) })).errors).toEqual([]);
  });
});

test.each([
  ['three bytes', HEADER.subarray(0, 3)],
  ['a name without an end', headerWith(8, Buffer.from('a.tar'))],
  ['an extra field without its length', headerWith(4, Buffer.of(1))],
  ['an extra field that is cut short', headerWith(4, words(5), Buffer.from('ab'))],
  ['no CRC-16', headerWith(2)],
])('a header with %s is cut short', async (_what, bytes) => {
  expect((await judge(bytes)).errors).toEqual([{ rule: 'gzip/truncated-header', offset: 0 }]);
});

test('a header has at most 131,072 bytes', async () => {
  const comment = (length: number): Buffer =>
    gzipOf(TAR, { header: headerWith(16, Buffer.alloc(length - 11, 'c'), Buffer.of(0)) });
  expect((await judge(comment(131_072))).errors).toEqual([]);
  expect((await judge(comment(131_073))).errors).toEqual([{ rule: 'gzip/header-too-large', offset: 0 }]);
});

test('the content is at most 200 times as long as the file where it is more than a mebibyte', async () => {
  const zeros = (length: number): Buffer => Buffer.concat([TAR, Buffer.alloc(length - TAR.length)]);
  expect((await judge(gzipOf(zeros(1024 * 1024)))).errors).toEqual([]);
  expect((await judge(gzipOf(zeros(1024 * 1024 + 512)))).errors).toEqual([{ rule: 'gzip/ratio-too-high', offset: 10 }]);
});

test('of an envelope that breaks a rule nothing else is reported', async () => {
  const broken = tarOf({ name: '../a', content: 'x' });
  expect((await judge(gzipOf(broken))).errors.map(({ rule }) => rule)).toEqual(['tar/parent-segment']);
  expect((await judge(gzipOf(broken, { crc: 1 }))).errors.map(({ rule }) => rule)).toEqual(['gzip/crc-mismatch']);
});

test('an envelope in an envelope is not opened', async () => {
  expect((await judge(gzipOf(gzipOf(TAR)))).errors).toEqual([{ rule: 'tar/nested-envelope', offset: 0 }]);
  expect((await judge(gzipOf(Buffer.from('28b52ffd', 'hex')))).errors).toEqual([
    { rule: 'tar/nested-envelope', offset: 0 },
  ]);
});

describe('a header with all that is optional', () => {
  const fields = headerWith(31, words(5), Buffer.from('ab\x01\x00c'), name, Buffer.from('comment\0'));
  const whole = gzipOf(TAR, { header: Buffer.concat([fields, crcOf(fields)]) });

  test('is accepted, with a warning', async () => {
    expect(await judge(whole)).toEqual({ errors: [], warnings: ['gzip/optional-field'], paths: ['a'] });
  });

  test('and other values get theirs', async () => {
    const header = Buffer.from('1f8b0800010000000203', 'hex');
    const warnings = ['gzip/modification-time', 'gzip/extra-flags', 'gzip/operating-system'];
    expect((await judge(gzipOf(TAR, { header }))).warnings).toEqual(warnings);
  });
});

test('under core, members are joined, and what follows them is passed over', async () => {
  const both = Buffer.concat([gzipOf(TAR.subarray(0, 700)), gzipOf(TAR.subarray(700)), Buffer.alloc(3)]);
  expect((await judge(both, CORE)).paths).toEqual(['a']);
});
