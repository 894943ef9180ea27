import {
  blockHeader,
  gzipMember,
  rawBlock,
  skippableFrame,
  xxh64Low,
  type ZstdParts,
  zstdFrame,
} from '../envelope-builder.ts';
import type { Recipe } from '../recipe.ts';
import { accepted, rejected, TWO_FILES, twoFiles } from './tar-case.ts';

const TAR = twoFiles().bytes;
const AND_EMPTY = 'core-zstd-empty-frame';
const TWO_ZSTD = 'zstd-two-files';
const COMPRESSED = 'zstd-compressed';
/** What `zstd -19 --no-check` of version 1.5.4 makes of the two files: one compressed block, no content size. */
const BLOCK =
  'ad0200f2820a11904d07602396adc6dde557449edf5fcc292f218306a9d8cadb5b3e076f989cd1d1fbe9a59cfee213190f2080975b3afea102f902a86337f5040350ccbeba24a3026c06930e903c1cc0c0030605b09d001c';
/** What `zstd -3` makes of them. */
const OTHER_BLOCK =
  '150300d402612e7478740030303030363434303030003031303136320020300075737461720030616c7068610a62356265741200fe7315c81720ab6307d4130c90298e04aa119802e80a829302f8006b1df01b2403403a6ec5cf87a0560070ac5c662750' +
  '04';

const zstd = (parts: ZstdParts = {}): Buffer => zstdFrame(TAR, parts);
const FRAME_HEADER = 14;
const whole = zstd();
const SUM = xxh64Low(TAR);

const held: readonly Recipe[] = [
  accepted({
    name: TWO_ZSTD,
    cites: [
      'zstd/truncated-frame',
      'zstd/reserved-bit',
      'zstd/window-too-large',
      'zstd/dictionary',
      'zstd/reserved-block-type',
      'zstd/block-too-large',
      'zstd/content-size-mismatch',
      'zstd/checksum-mismatch',
      'zstd/several-frames',
      'zstd/skippable-frame',
      'zstd/trailing-data',
      'zstd/unused-bit',
      'zstd/checksum-missing',
      'zstd/content-size-missing',
    ],
    why: 'The two files in one zstd frame of one raw block, with the size of the content and its checksum.',
    input: whole,
    members: TWO_FILES,
  }),
  accepted({
    name: COMPRESSED,
    cites: ['zstd/invalid-block'],
    why: 'One compressed block with Huffman-coded literals and FSE-coded sequences.',
    input: zstd({ blocks: BLOCK }),
    members: TWO_FILES,
  }),
  accepted({
    name: 'zstd-compressed-quickly',
    cites: ['zstd/invalid-block'],
    why: 'One compressed block of another level.',
    input: zstd({ blocks: OTHER_BLOCK }),
    members: TWO_FILES,
  }),
  accepted({
    name: 'zstd-single-segment',
    cites: ['zstd/window-too-large', 'zstd/block-too-large'],
    why: 'The window is the content, and the size of the content has two bytes.',
    input: zstd({ descriptor: 0x64, window: null, size: sizeOfTwoBytes(TAR.length) }),
    members: TWO_FILES,
  }),
  accepted({
    name: 'zstd-several-blocks',
    cites: ['zstd/reserved-block-type', 'zstd/truncated-frame'],
    why: 'Raw blocks, one that repeats a byte, and an empty one at the end.',
    input: zstd({
      blocks: [
        rawBlock(TAR.subarray(0, 2048), false).toString('hex'),
        `${blockHeader(1, 1024, false)}00`,
        blockHeader(0, 0),
      ].join(''),
    }),
    members: TWO_FILES,
  }),
  accepted({
    name: 'zstd-without-checksum',
    cites: ['zstd/checksum-missing'],
    why: 'The frame has no checksum.',
    input: zstd({ descriptor: 0xc0, checksum: '' }),
    members: TWO_FILES,
    warnings: ['zstd/checksum-missing'],
  }),
  accepted({
    name: 'zstd-without-content-size',
    cites: ['zstd/content-size-missing'],
    why: 'The frame does not give the size of its content, as one that is written to a pipe.',
    input: zstd({ descriptor: 0x04, size: '' }),
    members: TWO_FILES,
    warnings: ['zstd/content-size-missing'],
  }),
  accepted({
    name: 'zstd-unused-bit',
    cites: ['zstd/unused-bit'],
    why: 'The unused bit is set; readers pass it over.',
    input: zstd({ descriptor: 0xd4 }),
    members: TWO_FILES,
    warnings: ['zstd/unused-bit'],
  }),
  accepted({
    name: 'zstd-dictionary-0',
    cites: ['zstd/dictionary'],
    why: 'A dictionary id of 0 is none.',
    input: zstd({ descriptor: 0xc5, dictionary: '00' }),
    members: TWO_FILES,
  }),
  accepted({
    name: 'zstd-window-of-64-mib',
    cites: ['zstd/window-too-large'],
    why: 'The window has 64 MiB, as much as it may have.',
    input: zstd({ window: 0x80 }),
    members: TWO_FILES,
  }),
];

function sizeOfTwoBytes(size: number): string {
  const bytes = Buffer.alloc(2);
  // Two bytes count from 256 (RFC 8878, 3.1.1.1.4).
  bytes.writeUInt16LE(size - 256);
  return bytes.toString('hex');
}

interface BrokenZstd {
  readonly rule: string;
  readonly stem: string;
  readonly inputs: readonly Uint8Array[];
  readonly offset?: number;
  readonly twin?: string;
  readonly why: string;
}

const CASES: readonly BrokenZstd[] = [
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
const SECOND: readonly BrokenZstd[] = [
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

/** The frame of the two files, and one with these blocks, without size and checksum. */
function secondFrame(blocks: string): Uint8Array {
  const second = zstdFrame(new Uint8Array(0), { descriptor: 0, size: '', blocks, checksum: '' });
  return Buffer.concat([whole, second]);
}

const behind: readonly BrokenZstd[] = SECOND.map((one) => ({
  ...one,
  twin: AND_EMPTY,
  // Magic, descriptor and window.
  offset: whole.length + 6,
}));

const broken: readonly Recipe[] = [...CASES, ...behind].flatMap(
  ({ rule, stem, inputs, offset, twin = TWO_ZSTD, why }) =>
    inputs.map((input, place) =>
      rejected({
        name: `${stem}-${place + 1}`,
        cites: [rule],
        why: `The zstd file ${why}.`,
        input,
        at: offset === undefined ? {} : { offset },
        twin,
      }),
    ),
);

const core: readonly Recipe[] = [
  accepted({
    name: AND_EMPTY,
    cites: ['zstd/several-frames'],
    why: 'A frame without content follows the one with the tar.',
    input: secondFrame(blockHeader(0, 0)),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-zstd-frames',
    cites: ['zstd/skippable-frame'],
    why: 'Frames are read one behind the other, and skippable ones are passed over.',
    input: Buffer.concat([
      skippableFrame('a'),
      zstdFrame(TAR.subarray(0, 1000)),
      skippableFrame('b'),
      zstdFrame(TAR.subarray(1000)),
    ]),
    members: TWO_FILES,
    profile: 'core',
  }),
];

export const zstdRecipes: readonly Recipe[] = [...held, ...broken, ...core];
