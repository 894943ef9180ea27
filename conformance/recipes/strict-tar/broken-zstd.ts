import { blockHeader, gzipMember, rawBlock, skippableFrame, zstdFrame } from '../envelope-builder.ts';
import type { Recipe } from '../recipe.ts';
import { type BrokenEnvelope, brokenEnvelopes } from './broken-envelope.ts';
import {
  AND_EMPTY,
  BLOCK,
  COMPRESSED,
  FRAME_HEADER,
  SUM,
  secondFrame,
  TAR,
  TWO_ZSTD,
  whole,
  zstd,
} from './zstd-draft.ts';

const CASES: readonly BrokenEnvelope[] = [
  {
    rule: 'zstd/truncated-frame',
    stem: 'zstd-cut',
    inputs: [
      whole.subarray(0, 4),
      whole.subarray(0, 10),
      whole.subarray(0, FRAME_HEADER + 2),
      whole.subarray(0, 1000),
      whole.subarray(0, -5),
      whole.subarray(0, -1),
    ],
    why: 'is cut short',
  },
  {
    rule: 'zstd/truncated-frame',
    stem: 'zstd-skippable-cut',
    inputs: [skippableFrame('abc', 4), skippableFrame('').subarray(0, 6)],
    why: 'begins with a skippable frame that is cut short',
  },
  {
    rule: 'zstd/reserved-bit',
    stem: 'zstd-reserved-bit',
    inputs: [zstd({ descriptor: 0xcc })],
    offset: 0,
    why: 'has the reserved bit',
  },
  {
    rule: 'zstd/window-too-large',
    stem: 'zstd-window',
    inputs: [
      zstd({ window: 0x81 }),
      zstd({ window: 0xff }),
      zstd({ descriptor: 0xe4, window: null, size: '0100000400000000' }),
    ],
    offset: 0,
    why: 'has a window of more than 64 MiB',
  },
  {
    rule: 'zstd/dictionary',
    stem: 'zstd-dictionary',
    inputs: [
      zstd({ descriptor: 0xc5, dictionary: '01' }),
      zstd({ descriptor: 0xc6, dictionary: '0001' }),
      zstd({ descriptor: 0xc7, dictionary: '00000001' }),
    ],
    offset: 0,
    why: 'needs a dictionary',
  },
  {
    rule: 'zstd/reserved-block-type',
    stem: 'zstd-block-type',
    inputs: [
      zstd({ blocks: blockHeader(3, 0) }),
      zstd({ blocks: blockHeader(3, TAR.length) + Buffer.from(TAR).toString('hex') }),
    ],
    offset: FRAME_HEADER,
    why: 'has a block of the reserved type',
  },
  {
    rule: 'zstd/block-too-large',
    stem: 'zstd-block-size',
    inputs: [
      zstd({ window: 0x00, blocks: rawBlock(TAR).toString('hex') }),
      zstd({ blocks: `${blockHeader(1, 131_073)}00` }),
    ],
    offset: FRAME_HEADER,
    why: 'has a block that is larger than the window or 128 KiB',
  },
  {
    rule: 'zstd/invalid-block',
    stem: 'zstd-block',
    inputs: [
      zstd({ blocks: blockHeader(2, 0) }),
      zstd({ blocks: `${blockHeader(2, 1)}00` }),
      zstd({ blocks: `${BLOCK.slice(0, 40)}ffffffff${BLOCK.slice(48)}` }),
      zstd({ blocks: `${blockHeader(2, 2)}0301` }),
    ],
    offset: FRAME_HEADER,
    twin: COMPRESSED,
    why: 'has a compressed block that cannot be decoded',
  },
  {
    rule: 'zstd/content-size-mismatch',
    stem: 'zstd-size',
    inputs: [
      zstd({ size: '010c000000000000' }),
      zstd({ size: 'ff0b000000000000' }),
      zstd({ size: 'ffffffffffffff7f' }),
    ],
    offset: 0,
    why: 'has another size than its header says',
  },
  {
    rule: 'zstd/checksum-mismatch',
    stem: 'zstd-checksum',
    inputs: [zstd({ checksum: '00000000' }), zstd({ checksum: Buffer.from(SUM, 'hex').reverse().toString('hex') })],
    offset: whole.length - 4,
    why: 'has another checksum than that of its content',
  },
  {
    rule: 'zstd/several-frames',
    stem: 'zstd-frames',
    inputs: [Buffer.concat([whole, zstdFrame(new Uint8Array(0))])],
    offset: whole.length,
    why: 'has a second frame',
  },
  {
    rule: 'zstd/skippable-frame',
    stem: 'zstd-skippable-ahead',
    inputs: [Buffer.concat([skippableFrame('abc'), whole])],
    offset: 0,
    why: 'begins with a skippable frame',
  },
  {
    rule: 'zstd/skippable-frame',
    stem: 'zstd-skippable-behind',
    inputs: [Buffer.concat([whole, skippableFrame('')])],
    offset: whole.length,
    why: 'ends in a skippable frame',
  },
  {
    rule: 'zstd/trailing-data',
    stem: 'zstd-trailing',
    inputs: [
      Buffer.concat([whole, Buffer.alloc(1)]),
      Buffer.concat([whole, Buffer.from('28b52f', 'hex')]),
      Buffer.concat([whole, Buffer.from('28b52ffe', 'hex')]),
    ],
    offset: whole.length,
    why: 'is followed by bytes that are no frame',
  },
  {
    rule: 'tar/nested-envelope',
    stem: 'gzip-in-zstd',
    inputs: [zstdFrame(gzipMember(TAR))],
    offset: 0,
    why: 'holds a gzip file',
  },
  {
    rule: 'tar/nested-envelope',
    stem: 'zstd-in-zstd',
    inputs: [zstdFrame(whole)],
    offset: 0,
    why: 'holds another zstd file',
  },
];

/** A second frame behind a whole one: core reads it, and has all of the tar already. */
const SECOND: readonly BrokenEnvelope[] = [
  {
    rule: 'zstd/reserved-block-type',
    stem: 'zstd-second-block-type',
    inputs: [secondFrame(blockHeader(3, 0)), secondFrame(blockHeader(3, 6))],
    why: 'has a second frame with a block of the reserved type',
  },
  {
    rule: 'zstd/invalid-block',
    stem: 'zstd-second-block',
    inputs: [secondFrame(blockHeader(2, 0)), secondFrame(`${blockHeader(2, 1)}00`)],
    why: 'has a second frame with a compressed block that cannot be decoded',
  },
];

const behind: readonly BrokenEnvelope[] = SECOND.map((one) => ({
  ...one,
  twin: AND_EMPTY,
  // Magic, descriptor and window.
  offset: whole.length + 6,
}));

/** Zstd files that break a rule. */
export const brokenZstd: readonly Recipe[] = brokenEnvelopes('zstd', TWO_ZSTD, [...CASES, ...behind]);
