import { crc32 } from 'node:zlib';
import type { Recipe } from '../recipe.ts';
import { concatBytes, extraBlock, toBytes, type ZipMember, zip64Extra } from '../zip-builder.ts';
import { accepted, atAlpha, rejected, TWO_FILES, TWO_FILES_NAME, twoFiles } from './zip-case.ts';

const ONES_32 = 0xffffffff;
const SIZE = 6;
const extraField = 'zip/extra-field';
const needless = 'zip/needless-zip64';
const time = (bytes: number): Uint8Array => extraBlock(0x5455, new Uint8Array(bytes));

/** A Unicode Path block: version, CRC-32 of the header's name, and a name. */
function unicodePath(name: string, version = 1, crc: number = crc32(toBytes('a.txt'))): Uint8Array {
  const head = Buffer.alloc(5);
  head[0] = version;
  head.writeUInt32LE(crc, 1);
  return extraBlock(0x7075, concatBytes(head, name));
}

function refused(
  name: string,
  rule: string,
  why: string,
  first: Partial<ZipMember>,
  twin: string,
  record: 'local' | 'central' = 'local',
): Recipe {
  const zip = twoFiles(first);
  return rejected({ name, cites: [rule], why, zip, at: atAlpha(zip, record), twin });
}

/** Sizes in a zip64 extra field of both headers. */
const FORCED: Partial<ZipMember> = {
  versionMadeBy: 0x032d,
  versionNeeded: 45,
  compressedSize: ONES_32,
  uncompressedSize: ONES_32,
  extra: zip64Extra([SIZE, SIZE]),
};

export const extraFieldRecipes: readonly Recipe[] = [
  accepted({
    name: 'extended-timestamp',
    cites: ['zip/malformed-extra-field', 'zip/duplicate-extra-field', 'zip/extra-field-mismatch'],
    why: 'The local header has a longer extended timestamp than the central header, as Info-ZIP writes it.',
    zip: twoFiles({ local: { extra: time(9) }, central: { extra: time(5) } }),
    members: TWO_FILES,
    warnings: [extraField],
  }),
  ...([0x000a, 0x5455, 0x5855, 0x7855, 0x7875, 0xa11e, 0xcafe, 0xd935] as const).map((id) =>
    accepted({
      name: `ordinary-central-block-${id.toString(16).padStart(4, '0')}`,
      cites: ['zip/extra-field-mismatch'],
      why: `Block 0x${id.toString(16).padStart(4, '0')} stands in the central header alone, as ordinary writers leave it.`,
      zip: twoFiles({ central: { extra: extraBlock(id, new Uint8Array(4)) } }),
      members: TWO_FILES,
      warnings: [extraField],
    }),
  ),
  accepted({
    name: 'unknown-block-in-both-headers',
    cites: ['zip/extra-field-mismatch', 'zip/malformed-extra-field'],
    why: 'A private block stands in both headers with the same data.',
    zip: twoFiles({ extra: extraBlock(0x4242, toBytes('same')) }),
    members: TWO_FILES,
    warnings: [extraField],
  }),
  refused(
    'extra-field-of-three-bytes',
    'zip/malformed-extra-field',
    'Three bytes are no block.',
    { extra: new Uint8Array(3) },
    TWO_FILES_NAME,
  ),
  refused(
    'extra-block-beyond-its-field',
    'zip/malformed-extra-field',
    'A block declares one byte more than there is.',
    { extra: extraBlock(0x4242, toBytes('same'), 5) },
    'unknown-block-in-both-headers',
  ),
  refused(
    'bytes-after-the-last-extra-block',
    'zip/malformed-extra-field',
    'One byte follows the last block of the central header.',
    { central: { extra: concatBytes(time(5), new Uint8Array(1)) }, local: { extra: time(5) } },
    'extended-timestamp',
    'central',
  ),
  refused(
    'malformed-local-extra-field',
    'zip/malformed-extra-field',
    'Two bytes stand in the extra field of the local header alone.',
    { local: { extra: new Uint8Array(2) } },
    TWO_FILES_NAME,
  ),
  refused(
    'extra-block-twice',
    'zip/duplicate-extra-field',
    'Two extended timestamps stand in each header.',
    { extra: concatBytes(time(5), time(5)) },
    'extended-timestamp',
  ),
  refused(
    'extra-block-twice-in-central-header',
    'zip/duplicate-extra-field',
    'Two NTFS times stand in the central header.',
    { central: { extra: concatBytes(extraBlock(0x000a, new Uint8Array(32)), extraBlock(0x000a, new Uint8Array(32))) } },
    'ordinary-central-block-000a',
    'central',
  ),
  accepted({
    name: 'zip64-sizes',
    cites: ['zip/needless-zip64-field', 'zip/zip64-field-length', 'zip/local-version-mismatch'],
    why: 'Both sizes are all ones in both headers, and the zip64 extra fields have them.',
    zip: twoFiles(FORCED),
    members: TWO_FILES,
    warnings: [needless],
  }),
  accepted({
    name: 'zip64-sizes-in-local-header',
    cites: ['zip/needless-zip64-field', 'zip/zip64-field-length', 'zip/local-version-mismatch'],
    why: 'The local header alone reserves zip64, as a writer does that does not know the size yet.',
    zip: twoFiles({
      local: { versionNeeded: 45, compressedSize: ONES_32, uncompressedSize: ONES_32, extra: zip64Extra([SIZE, SIZE]) },
    }),
    members: TWO_FILES,
    warnings: [needless],
  }),
  accepted({
    name: 'zip64-one-value',
    cites: ['zip/zip64-field-length'],
    why: "The central header's uncompressed size alone is all ones, and its zip64 extra field has one value.",
    zip: twoFiles({
      central: { versionMadeBy: 0x032d, uncompressedSize: ONES_32, extra: zip64Extra([SIZE]) },
      versionNeeded: 45,
    }),
    members: TWO_FILES,
    warnings: [needless],
  }),
  refused(
    'zip64-field-not-needed',
    'zip/needless-zip64-field',
    'The central header has a zip64 extra field and all values itself.',
    { central: { extra: zip64Extra([SIZE, SIZE]) } },
    'two-files',
    'central',
  ),
  refused(
    'zip64-field-not-needed-in-local-header',
    'zip/needless-zip64-field',
    'The local header has a zip64 extra field and all values itself.',
    { local: { versionNeeded: 45, extra: zip64Extra([SIZE, SIZE]) } },
    'zip64-sizes-in-local-header',
  ),
  refused(
    'zip64-field-not-needed-with-another-size',
    'zip/needless-zip64-field',
    'A zip64 extra field that nothing needs gives another size than the header.',
    { central: { extra: zip64Extra([SIZE + 1]) } },
    'two-files',
    'central',
  ),
  refused(
    'zip64-field-too-long',
    'zip/zip64-field-length',
    'Two values are needed and three stand in the central zip64 extra field.',
    { ...FORCED, central: { extra: zip64Extra([SIZE, SIZE, 0]) } },
    'zip64-sizes',
    'central',
  ),
  refused(
    'zip64-local-field-too-long',
    'zip/zip64-field-length',
    'A local zip64 extra field has an offset beside the two sizes.',
    { ...FORCED, local: { extra: zip64Extra([SIZE, SIZE, 0]) } },
    'zip64-sizes',
  ),
  refused(
    'zip64-field-with-disk',
    'zip/zip64-field-length',
    'A disk number stands in the central zip64 extra field, which the header does not call for.',
    { ...FORCED, central: { extra: zip64Extra([SIZE, SIZE], 0) } },
    'zip64-sizes',
    'central',
  ),
  accepted({
    name: 'unicode-path',
    cites: ['zip/unicode-path-mismatch', 'zip/extra-field-mismatch'],
    why: 'The Unicode Path is the name of the header.',
    zip: twoFiles({ extra: unicodePath('a.txt') }),
    members: TWO_FILES,
    warnings: [extraField],
  }),
  refused(
    'unicode-path-renames',
    'zip/unicode-path-mismatch',
    'The Unicode Path gives the member another name, and its CRC-32 is right, so that some readers take it.',
    { extra: unicodePath('c.txt') },
    'unicode-path',
  ),
  refused(
    'unicode-path-renames-with-stale-checksum',
    'zip/unicode-path-mismatch',
    'The Unicode Path gives another name under a CRC-32 that is not that of the header.',
    { extra: unicodePath('c.txt', 1, 0) },
    'unicode-path',
  ),
  refused(
    'unicode-path-of-unknown-version',
    'zip/unicode-path-mismatch',
    'The Unicode Path has version 2.',
    { extra: unicodePath('a.txt', 2) },
    'unicode-path',
  ),
  refused(
    'unicode-path-too-short',
    'zip/unicode-path-mismatch',
    'The Unicode Path has four bytes, less than its CRC-32 takes.',
    { extra: extraBlock(0x7075, Uint8Array.of(1, 0, 0, 0)) },
    'unicode-path',
  ),
  refused(
    'block-in-local-header-alone',
    'zip/extra-field-mismatch',
    'A private block is hidden in the local header.',
    { local: { extra: extraBlock(0x4242, toBytes('same')) } },
    'unknown-block-in-both-headers',
  ),
  refused(
    'block-in-central-header-alone',
    'zip/extra-field-mismatch',
    'A private block stands in the central header alone.',
    { central: { extra: extraBlock(0x4242, toBytes('same')) } },
    'unknown-block-in-both-headers',
  ),
  refused(
    'block-with-other-data',
    'zip/extra-field-mismatch',
    'A private block has other data in the local header than in the central header.',
    { extra: extraBlock(0x4242, toBytes('same')), local: { extra: extraBlock(0x4242, toBytes('Same')) } },
    'unknown-block-in-both-headers',
  ),
];
