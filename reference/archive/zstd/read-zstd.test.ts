import { describe, expect, test, vi } from 'vitest';
import { catalogue, type RuleId } from '../../generated/catalogue.ts';
import { CORE, HARDENED, type RuleSelection } from '../../report/rule-selection.ts';
import { bufferSource } from '../byte-source.ts';
import { validateTar } from '../tar/index.ts';
import { tarOf } from '../tar/sample-tar.test-fixture.ts';

const MAGIC = Buffer.from('28b52ffd', 'hex');
const TAR = tarOf({ name: 'a', content: 'x' });

interface SampleBlock {
  /** 0 raw, 1 run-length, 2 compressed, 3 reserved. */
  readonly type: number;
  readonly size: number;
  readonly bytes: Uint8Array;
}

const raw = (bytes: Uint8Array): SampleBlock => ({ type: 0, size: bytes.length, bytes });
const zeros = (size: number): SampleBlock => ({ type: 1, size, bytes: Buffer.alloc(1) });

/** A frame with a window of 128 KiB and no checksum, as RFC 8878 lays it out. */
function frameOf(
  blocks: readonly SampleBlock[],
  { head = Buffer.of(0x00, 0x38), tail = Buffer.alloc(0) } = {},
): Buffer {
  const bodies = blocks.map(({ type, size, bytes }, index) => {
    const header = Buffer.alloc(3);
    header.writeUIntLE((index === blocks.length - 1 ? 1 : 0) + type * 2 + size * 8, 0, 3);
    return Buffer.concat([header, bytes]);
  });
  return Buffer.concat([MAGIC, head, ...bodies, tail]);
}

function numberOf(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, Math.min(bytes, 6));
  return buffer;
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

const whole = frameOf([raw(TAR)]);
const skippable = Buffer.from('532a4d180200000061ff', 'hex');
const empty = frameOf([raw(Buffer.alloc(0))]);

/** Files with one defect each, the rule that refuses it, and where. */
const DEFECTS: readonly (readonly [RuleId, string, Buffer, number])[] = [
  ['zstd/truncated-frame', 'no last block', frameOf([raw(TAR), raw(Buffer.alloc(0))]).subarray(0, -3), 0],
  [
    'zstd/truncated-frame',
    'half a checksum',
    frameOf([raw(TAR)], { head: Buffer.of(0x04, 0x38), tail: Buffer.alloc(2) }),
    0,
  ],
  [
    'zstd/truncated-frame',
    'a skippable frame that is cut short',
    Buffer.concat([whole, skippable.subarray(0, 9)]),
    whole.length,
  ],
  ['zstd/reserved-bit', 'the reserved bit', frameOf([raw(TAR)], { head: Buffer.of(0x08, 0x38) }), 0],
  ['zstd/window-too-large', 'a window of 72 MiB', frameOf([raw(TAR)], { head: Buffer.of(0x00, 0x81) }), 0],
  ['zstd/window-too-large', 'a window of 3.75 TiB', frameOf([raw(TAR)], { head: Buffer.of(0x00, 0xff) }), 0],
  ['zstd/dictionary', 'a dictionary', frameOf([raw(TAR)], { head: Buffer.of(0x01, 0x38, 7) }), 0],
  [
    'zstd/reserved-block-type',
    'a block of the type 3',
    frameOf([raw(TAR), { type: 3, size: 0, bytes: Buffer.alloc(0) }]),
    6 + 3 + TAR.length,
  ],
  [
    'zstd/block-too-large',
    'a run of 128 KiB and one byte',
    frameOf([raw(TAR), zeros(128 * 1024 + 1), zeros(511)]),
    6 + 3 + TAR.length,
  ],
  [
    'zstd/invalid-block',
    'a compressed block of nothing',
    frameOf([raw(TAR), { type: 2, size: 2, bytes: Buffer.from([0x08, 0x61]) }]),
    6 + 3 + TAR.length,
  ],
  [
    'zstd/content-size-mismatch',
    'one byte less than declared',
    frameOf([raw(TAR)], { head: Buffer.concat([Buffer.of(0x80, 0x38), numberOf(TAR.length + 1, 4)]) }),
    0,
  ],
  [
    'zstd/content-size-mismatch',
    'one byte more than declared',
    frameOf([raw(TAR)], { head: Buffer.concat([Buffer.of(0x80, 0x38), numberOf(TAR.length - 1, 4)]) }),
    0,
  ],
  [
    'zstd/checksum-mismatch',
    'another checksum',
    frameOf([raw(TAR)], { head: Buffer.of(0x04, 0x38), tail: Buffer.alloc(4) }),
    6 + 3 + TAR.length,
  ],
  ['zstd/several-frames', 'a second frame', Buffer.concat([whole, empty]), whole.length],
  ['zstd/skippable-frame', 'a skippable frame first', Buffer.concat([skippable, whole]), 0],
  ['zstd/trailing-data', 'a zero behind it', Buffer.concat([whole, Buffer.alloc(1)]), whole.length],
  ['zstd/trailing-data', 'gzip behind it', Buffer.concat([whole, Buffer.from('1f8b0800', 'hex')]), whole.length],
];

describe.each(DEFECTS)('%s: %s', (rule, _what, bytes, offset) => {
  test('is the first rule that is broken, and without it nothing is', async () => {
    expect((await judge(bytes)).errors[0]).toEqual({ rule, offset });
    const { errors } = await judge(bytes, { profile: 'hardened', without: new Set([rule, 'zstd/skippable-frame']) });
    expect(errors).toEqual([]);
  });
});

test.each([
  ['its magic alone', MAGIC],
  ['half a window', frameOf([raw(TAR)], { head: Buffer.of(0x00) }).subarray(0, 5)],
  ['half a content size', Buffer.concat([MAGIC, Buffer.of(0xe0, 1, 2, 3)])],
  ['half a block header', whole.subarray(0, 8)],
  ['half a block', whole.subarray(0, 100)],
])('a frame with %s is cut short', async (_what, bytes) => {
  expect((await judge(bytes)).errors).toEqual([{ rule: 'zstd/truncated-frame', offset: 0 }]);
});

test('the content is at most 200 times as long as the file where it is more than a mebibyte', async () => {
  const blocks = (count: number): SampleBlock[] => new Array(count).fill(zeros(128 * 1024));
  const fits = frameOf([raw(TAR), ...blocks(7), zeros(128 * 1024 - TAR.length)]);
  expect((await judge(fits)).errors).toEqual([]);
  const tooMuch = frameOf([raw(TAR), ...blocks(8)]);
  const offset = 6 + 3 + TAR.length + 7 * 4;
  expect((await judge(tooMuch)).errors).toEqual([{ rule: 'zstd/ratio-too-high', offset }]);
});

test.each([
  ['of 1 byte', Buffer.concat([Buffer.of(0x20), numberOf(0, 1)]), [raw(Buffer.alloc(0))]],
  ['of 2 bytes, which begin at 256', Buffer.concat([Buffer.of(0x60), numberOf(TAR.length - 256, 2)]), [raw(TAR)]],
  ['of 4 bytes', Buffer.concat([Buffer.of(0xa0), numberOf(TAR.length, 4)]), [raw(TAR)]],
  ['of 8 bytes', Buffer.concat([Buffer.of(0xe0), numberOf(TAR.length, 8)]), [raw(TAR)]],
])('a content size %s is read', async (_how, head, blocks) => {
  const { errors, warnings } = await judge(frameOf(blocks, { head }));
  expect(errors.filter(({ rule }) => rule.startsWith('zstd/'))).toEqual([]);
  expect(warnings.filter((rule) => rule.startsWith('zstd/'))).toEqual(['zstd/checksum-missing']);
});

test('a content size of 2^63 - 1 is a lie, and nothing is allocated for it', async () => {
  const head = Buffer.concat([Buffer.of(0xc0, 0x38), Buffer.from('ffffffffffffff7f', 'hex')]);
  expect((await judge(frameOf([raw(TAR)], { head }))).errors).toEqual([
    { rule: 'zstd/content-size-mismatch', offset: 0 },
  ]);
});

test('what departs from the canonical form gets warnings', async () => {
  const warnings = ['zstd/unused-bit', 'zstd/checksum-missing', 'zstd/content-size-missing'];
  expect(await judge(frameOf([raw(TAR)], { head: Buffer.of(0x10, 0x38) }))).toEqual({
    errors: [],
    warnings,
    paths: ['a'],
  });
});

test('under core, frames are joined and skippable ones passed over', async () => {
  const parts = [frameOf([raw(TAR.subarray(0, 700))]), skippable, frameOf([raw(TAR.subarray(700))])];
  expect((await judge(Buffer.concat(parts), CORE)).paths).toEqual(['a']);
});

test('frames of the largest window take its memory once, however many there are', async () => {
  const frame = frameOf([raw(Buffer.alloc(0))], { head: Buffer.of(0x00, 0x80) });
  const parts = [...new Array<Buffer>(20).fill(frame), whole];
  const alloc = vi.spyOn(Buffer, 'alloc');
  try {
    expect((await judge(Buffer.concat(parts), CORE)).paths).toEqual(['a']);
    // A window of 64 MiB and a quarter of it for what comes next; the rest is small.
    const bytes = alloc.mock.calls.reduce((sum, [size]) => sum + size, 0);
    expect(bytes).toBeLessThan(100 * 1024 ** 2);
  } finally {
    alloc.mockRestore();
  }
});
