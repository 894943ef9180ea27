import { deflateHeadAndZeros, deflateStored } from '../deflate-stream.ts';
import type { Recipe } from '../recipe.ts';
import { type BuiltZip, buildZip, concatBytes, toBytes, type ZipMember } from '../zip-builder.ts';
import { ALPHA, accepted, atAlpha, place, rejected, TWO_FILES, TWO_FILES_NAME, twoFiles } from './zip-case.ts';

const compressed = 'zip/compressed-member';
const DEFLATED = 'deflated-member';
const content = toBytes('alpha\n');
const stream = deflateStored(content);
const RATIO = 200;
const RATIO_FREE = 1024 * 1024;

function deflated(name: string, rule: string, why: string, first: Partial<ZipMember>, more: number = 0): Recipe {
  const zip = twoFiles({ method: 8, ...first });
  const at = { member: 'a.txt', offset: place(zip, 0, 'data') + more };
  return rejected({ name, cites: [rule], why, zip, at, twin: DEFLATED });
}

function stored(name: string, rule: string, why: string, first: Partial<ZipMember>): Recipe {
  const zip = twoFiles(first);
  return rejected({ name, cites: [rule], why, zip, at: atAlpha(zip, 'data'), twin: TWO_FILES_NAME });
}

/** Bytes that look like noise and are the same everywhere. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (state * 16_807) % 0x7fffffff;
    return state % 256;
  });
}

/**
 * A member whose size is exactly `beyond` more than `RATIO` times its compressed size: noise, then zeros. A byte of
 * noise costs a byte, a run of 258 zeros two bits, so that some mixture of both comes out even.
 */
function ofRatio(beyond: number): { readonly data: Uint8Array; readonly zip: BuiltZip } {
  for (let head = 5500; ; head += 1) {
    for (let runs = Math.floor((RATIO - 1) * (head / 258)); runs < 4 * head; runs += 1) {
      const zeros = 1 + 258 * runs;
      const lead = head + zeros - beyond - RATIO * compressedLength(head, runs);
      if (lead > 0) break;
      if (lead < 0) continue;
      const stream = deflateHeadAndZeros(noise(head), zeros);
      const data = concatBytes(noise(head), new Uint8Array(zeros));
      return { data, zip: buildZip([{ name: 'a.bin', data, method: 8, stored: stream }]) };
    }
  }
}

/** Length of the stream: a stored block, and 107 bits beside two for each run. */
function compressedLength(head: number, runs: number): number {
  return 5 + head + Math.ceil((107 + 2 * runs) / 8);
}

const atRatio = ofRatio(0);
const aboveRatio = ofRatio(1);
const free = new Uint8Array(RATIO_FREE);
const freeZip = buildZip([
  { name: 'a.bin', data: free, method: 8, stored: deflateHeadAndZeros(new Uint8Array(0), RATIO_FREE) },
]);
const aboveFree = buildZip([
  {
    name: 'a.bin',
    data: new Uint8Array(RATIO_FREE + 1),
    method: 8,
    stored: deflateHeadAndZeros(new Uint8Array(0), RATIO_FREE + 1),
  },
]);
const LARGE = 0xfffffffe;
const bomb = buildZip(['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, data: '', uncompressedSize: LARGE })));

export const memberDataRecipes: readonly Recipe[] = [
  rejected({
    name: 'more-than-16-gib-declared',
    cites: ['zip/total-too-large'],
    why: 'Five members declare four gibibytes each, which is refused before any of them is read.',
    zip: bomb,
    at: { member: 'e', offset: place(bomb, 4, 'central') },
    twin: TWO_FILES_NAME,
  }),
  accepted({
    name: 'large-sizes-in-bounds',
    cites: ['zip/total-too-large'],
    why: 'The members together stay far below 16 GiB.',
    zip: buildZip([{ ...ALPHA, data: noise(4096) }]),
    members: { 'a.txt': noise(4096) },
  }),
  accepted({
    name: 'ratio-at-the-limit',
    cites: ['zip/ratio-too-high'],
    why: 'The content is exactly 200 times as long as its compressed data.',
    zip: atRatio.zip,
    members: { 'a.bin': atRatio.data },
    warnings: [compressed],
  }),
  rejected({
    name: 'ratio-above-the-limit',
    cites: ['zip/ratio-too-high'],
    why: 'The content is one byte more than 200 times as long as its compressed data.',
    zip: aboveRatio.zip,
    at: { member: 'a.bin', offset: place(aboveRatio.zip, 0, 'central') },
    twin: 'ratio-at-the-limit',
  }),
  accepted({
    name: 'one-mebibyte-of-zeros',
    cites: ['zip/ratio-too-high'],
    why: 'Content of 1 MiB may have any ratio.',
    zip: freeZip,
    members: { 'a.bin': free },
    warnings: [compressed],
  }),
  rejected({
    name: 'more-than-one-mebibyte-of-zeros',
    cites: ['zip/ratio-too-high'],
    why: 'Content of one byte more than 1 MiB is compressed 1,000 to 1.',
    zip: aboveFree,
    at: { member: 'a.bin', offset: place(aboveFree, 0, 'central') },
    twin: 'one-mebibyte-of-zeros',
  }),
  accepted({
    name: 'deflated-in-two-blocks',
    cites: ['zip/invalid-deflate', 'zip/data-after-deflate-end'],
    why: 'The deflate stream has two blocks and ends with its data.',
    zip: twoFiles({ method: 8, stored: deflateHeadAndZeros(content, 0) }),
    members: TWO_FILES,
    warnings: [compressed],
  }),
  deflated('deflate-block-of-unknown-type', 'zip/invalid-deflate', 'The first block has the reserved type 3.', {
    stored: Uint8Array.of(0x07, 0),
  }),
  deflated('deflate-cut-short', 'zip/invalid-deflate', 'The last byte of the deflate stream is missing.', {
    stored: stream.subarray(0, -1),
  }),
  deflated('deflate-without-data', 'zip/invalid-deflate', 'The deflate stream has no byte at all.', {
    stored: new Uint8Array(0),
  }),
  deflated(
    'deflate-without-last-block',
    'zip/invalid-deflate',
    'No block of the deflate stream is marked as the last.',
    { stored: Uint8Array.of(0, ...stream.subarray(1)) },
  ),
  deflated(
    'byte-after-the-deflate-stream',
    'zip/data-after-deflate-end',
    'One byte follows the end of the deflate stream inside of the compressed data.',
    { stored: concatBytes(stream, new Uint8Array(1)) },
    stream.length,
  ),
  deflated(
    'second-stream-after-the-first',
    'zip/data-after-deflate-end',
    'A second deflate stream follows the first one.',
    { stored: concatBytes(stream, stream) },
    stream.length,
  ),
  stored('stored-size-one-more', 'zip/size-mismatch', 'A stored member declares one byte more than it has.', {
    uncompressedSize: 7,
  }),
  stored('stored-size-one-less', 'zip/size-mismatch', 'A stored member declares one byte less than it has.', {
    uncompressedSize: 5,
  }),
  deflated('deflated-size-one-more', 'zip/size-mismatch', 'A deflated member declares one byte more than it has.', {
    uncompressedSize: 7,
  }),
  deflated('deflated-size-one-less', 'zip/size-mismatch', 'A deflated member declares one byte less than it has.', {
    uncompressedSize: 5,
  }),
  deflated('deflated-size-zero', 'zip/size-mismatch', 'A deflated member declares no content and has six bytes.', {
    uncompressedSize: 0,
  }),
  stored('stored-content-changed', 'zip/crc-mismatch', 'One letter of the content is another than its CRC-32 says.', {
    stored: toBytes('Alpha\n'),
  }),
  stored('crc-differs', 'zip/crc-mismatch', 'Both headers have another CRC-32 than the content.', { crc32: 1 }),
  deflated(
    'deflated-crc-differs',
    'zip/crc-mismatch',
    'Both headers have another CRC-32 than the content, which is deflated.',
    { crc32: 1 },
  ),
  accepted({
    name: 'crc-of-zero',
    cites: ['zip/crc-mismatch', 'zip/size-mismatch'],
    why: 'The CRC-32 of four bytes happens to be zero, and so it stands in the headers.',
    zip: twoFiles({ data: Uint8Array.of(0x9d, 0x0a, 0xd9, 0x6d) }),
    members: { ...TWO_FILES, 'a.txt': Uint8Array.of(0x9d, 0x0a, 0xd9, 0x6d) },
  }),
];
