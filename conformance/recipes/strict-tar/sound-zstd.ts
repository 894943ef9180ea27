import { blockHeader, rawBlock } from '../envelope-builder.ts';
import type { Recipe } from '../recipe.ts';
import { accepted, TWO_FILES } from './tar-case.ts';
import { BLOCK, COMPRESSED, OTHER_BLOCK, TAR, TWO_ZSTD, whole, zstd } from './zstd-draft.ts';

/** Zstd files that hold. */
export const soundZstd: readonly Recipe[] = [
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
