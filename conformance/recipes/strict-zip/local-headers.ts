import type { Recipe } from '../recipe.ts';
import { buildZip, type DescriptorFields, extraBlock, type SharedFields, zip64Extra } from '../zip-builder.ts';
import {
  ALPHA,
  accepted,
  atAlpha,
  atBeta,
  BETA,
  place,
  rejected,
  TWO_FILES,
  TWO_FILES_NAME,
  twoFiles,
  twoFilesSecond,
} from './zip-case.ts';

const ONES_32 = 0xffffffff;
const described = 'zip/data-descriptor';

function differs(name: string, rule: string, why: string, local: SharedFields): Recipe {
  const zip = twoFiles({ local });
  return rejected({ name, cites: [rule], why, zip, at: atAlpha(zip, 'local'), twin: TWO_FILES_NAME });
}

/** The local header of a member with a data descriptor differs where zero would be allowed as well. */
function streamedDiffers(name: string, rule: string, why: string, local: SharedFields): Recipe {
  const zip = twoFiles({ descriptor: {}, local });
  return rejected({ name, cites: [rule], why, zip, at: atAlpha(zip, 'local'), twin: 'data-descriptor' });
}

function descriptor(name: string, why: string, fields: DescriptorFields): Recipe {
  const zip = twoFiles({ descriptor: fields });
  return rejected({
    name,
    cites: ['zip/descriptor-mismatch'],
    why,
    zip,
    at: atAlpha(zip, 'descriptor'),
    twin: fields.signature === false ? 'data-descriptor-without-signature' : 'data-descriptor',
  });
}

const noSignature = twoFiles({ local: { signature: 0x04034b51 } });
const nowhere = buildZip([
  ALPHA,
  BETA,
  { name: 'c.txt', data: 'x', sharesLocalOf: 0, central: { localOffset: 0x7fffffff } },
]);
const beyond = twoFilesSecond({ compressedSize: 6, uncompressedSize: 6 });
const missing = twoFiles({ descriptor: { raw: new Uint8Array(0) } });
const missingLast = twoFilesSecond({ descriptor: { raw: new Uint8Array(0) } });
const largeDescriptor = {
  descriptor: { zip64: true },
  local: { versionNeeded: 45, crc32: 0, compressedSize: ONES_32, uncompressedSize: ONES_32, extra: zip64Extra([0, 0]) },
} as const;
const shortForLarge = twoFiles({ ...largeDescriptor, descriptor: {} });

export const localHeaderRecipes: readonly Recipe[] = [
  rejected({
    name: 'local-signature-differs',
    cites: ['zip/local-header-missing'],
    why: 'Where the central directory points, the signature of a local header is one off.',
    zip: noSignature,
    at: atAlpha(noSignature),
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'local-header-beyond-the-file',
    cites: ['zip/local-header-missing'],
    why: 'An entry points far beyond the end of the file.',
    zip: nowhere,
    at: { member: 'c.txt', offset: place(nowhere, 2, 'central') },
    twin: TWO_FILES_NAME,
  }),
  differs(
    'local-name-differs',
    'zip/local-name-mismatch',
    'The local header says A.txt, the central directory a.txt.',
    { name: 'A.txt' },
  ),
  differs('local-name-longer', 'zip/local-name-mismatch', 'The local name has a segment more.', { name: 'a.txt/a' }),
  differs(
    'local-method-differs',
    'zip/local-method-mismatch',
    'The local header says deflated, the central directory stored.',
    { method: 8 },
  ),
  differs('local-encryption-differs', 'zip/local-flags-mismatch', 'The local header alone says encrypted.', {
    flags: 0x0001,
  }),
  differs('local-utf8-flag-differs', 'zip/local-flags-mismatch', 'The local header alone has the UTF-8 flag.', {
    flags: 0x0800,
  }),
  differs(
    'local-descriptor-flag-differs',
    'zip/local-flags-mismatch',
    'The local header alone says that a data descriptor follows.',
    { flags: 0x0008 },
  ),
  differs('local-crc-differs', 'zip/local-crc-mismatch', 'The local CRC-32 is another.', { crc32: 1 }),
  differs('local-crc-zero', 'zip/local-crc-mismatch', 'The local CRC-32 is zero and no data descriptor follows.', {
    crc32: 0,
  }),
  streamedDiffers(
    'streamed-local-crc-differs',
    'zip/local-crc-mismatch',
    'A data descriptor follows, and the local CRC-32 is neither zero nor right.',
    { crc32: 1 },
  ),
  differs(
    'local-compressed-size-differs',
    'zip/local-compressed-size-mismatch',
    'The local compressed size is one less.',
    { compressedSize: 5 },
  ),
  streamedDiffers(
    'streamed-local-compressed-size-differs',
    'zip/local-compressed-size-mismatch',
    'A data descriptor follows, and the local compressed size is neither zero nor right.',
    { compressedSize: 5 },
  ),
  differs(
    'local-uncompressed-size-differs',
    'zip/local-uncompressed-size-mismatch',
    'The local uncompressed size is one more.',
    { uncompressedSize: 7 },
  ),
  streamedDiffers(
    'streamed-local-uncompressed-size-differs',
    'zip/local-uncompressed-size-mismatch',
    'A data descriptor follows, and the local uncompressed size is neither zero nor right.',
    { uncompressedSize: 7 },
  ),
  differs('local-version-differs', 'zip/local-version-mismatch', 'The local header needs version 1.0.', {
    versionNeeded: 10,
  }),
  differs(
    'local-version-needs-zip64',
    'zip/local-version-mismatch',
    'The local header needs version 4.5 and has no zip64 extra field.',
    { versionNeeded: 45 },
  ),
  differs('local-time-differs', 'zip/local-time-mismatch', 'The local header has another time.', { time: 1 }),
  differs('local-date-differs', 'zip/local-time-mismatch', 'The local header has another date.', { date: 0x0022 }),
  accepted({
    name: 'last-member-ends-at-the-directory',
    cites: ['zip/data-out-of-bounds'],
    why: 'The data of the last member end where the central directory begins.',
    zip: twoFilesSecond({ data: 'beta!\n' }),
    members: { ...TWO_FILES, 'b.txt': 'beta!\n' },
  }),
  rejected({
    name: 'data-reach-into-the-directory',
    cites: ['zip/data-out-of-bounds'],
    why: 'The sizes of the last member take the first byte of the central directory in.',
    zip: beyond,
    at: atBeta(beyond, 'local'),
    twin: 'last-member-ends-at-the-directory',
  }),
  accepted({
    name: 'data-descriptor',
    cites: [
      'zip/descriptor-missing',
      'zip/descriptor-mismatch',
      'zip/local-crc-mismatch',
      'zip/local-compressed-size-mismatch',
      'zip/local-uncompressed-size-mismatch',
    ],
    why: 'CRC-32 and sizes are zero in the local header and stand in a data descriptor with a signature.',
    zip: twoFiles({ descriptor: {} }),
    members: TWO_FILES,
    warnings: [described],
  }),
  accepted({
    name: 'data-descriptor-without-signature',
    cites: ['zip/descriptor-missing', 'zip/descriptor-mismatch'],
    why: 'The data descriptor has no signature.',
    zip: twoFiles({ descriptor: { signature: false } }),
    members: TWO_FILES,
    warnings: [described],
  }),
  accepted({
    name: 'data-descriptor-after-known-sizes',
    cites: ['zip/local-crc-mismatch', 'zip/local-compressed-size-mismatch', 'zip/local-uncompressed-size-mismatch'],
    why: 'A data descriptor follows although the local header has CRC-32 and sizes.',
    zip: twoFilesSecond({ descriptor: {}, local: knownSizes() }),
    members: TWO_FILES,
    warnings: [described],
  }),
  accepted({
    name: 'deflated-with-data-descriptor',
    cites: ['zip/descriptor-mismatch'],
    why: 'A deflated member is followed by a data descriptor, as Java writes it.',
    zip: twoFiles({ method: 8, descriptor: {} }),
    members: TWO_FILES,
    warnings: [described, 'zip/compressed-member'],
  }),
  accepted({
    name: 'zip64-data-descriptor',
    cites: ['zip/descriptor-mismatch'],
    why: 'The local header has a zip64 extra field and the sizes of the data descriptor have eight bytes.',
    zip: twoFiles(largeDescriptor),
    members: TWO_FILES,
    warnings: [described, 'zip/needless-zip64'],
  }),
  rejected({
    name: 'data-descriptor-left-out',
    cites: ['zip/descriptor-missing'],
    why: 'Bit 3 is set, and the next local header follows the data at once.',
    zip: missing,
    at: atAlpha(missing, 'descriptor'),
    twin: 'data-descriptor',
  }),
  rejected({
    name: 'last-data-descriptor-left-out',
    cites: ['zip/descriptor-missing'],
    why: 'Bit 3 is set, and the central directory follows the data at once.',
    zip: missingLast,
    at: atBeta(missingLast, 'descriptor'),
    twin: 'data-descriptor-after-known-sizes',
  }),
  descriptor('descriptor-crc-differs', 'The data descriptor has another CRC-32.', { crc32: 1 }),
  descriptor('bare-descriptor-crc-differs', 'The data descriptor without a signature has another CRC-32.', {
    signature: false,
    crc32: 1,
  }),
  descriptor('descriptor-compressed-size-differs', 'The data descriptor has another compressed size.', {
    compressedSize: 5,
  }),
  descriptor('descriptor-uncompressed-size-differs', 'The data descriptor has another uncompressed size.', {
    uncompressedSize: 7,
  }),
  descriptor(
    'descriptor-too-wide',
    'The sizes of the data descriptor have eight bytes and the local header has no zip64 extra field.',
    { zip64: true },
  ),
  rejected({
    name: 'descriptor-too-narrow',
    cites: ['zip/descriptor-mismatch'],
    why: 'The local header has a zip64 extra field and the sizes of the data descriptor have four bytes.',
    zip: shortForLarge,
    at: atAlpha(shortForLarge, 'descriptor'),
    twin: 'zip64-data-descriptor',
  }),
  accepted({
    name: 'long-local-extra-field',
    cites: [
      'zip/local-header-missing',
      'zip/local-name-mismatch',
      'zip/local-method-mismatch',
      'zip/local-flags-mismatch',
      'zip/local-time-mismatch',
      'zip/data-out-of-bounds',
    ],
    why: 'Padding of 1,000 bytes in the local extra field aligns the data, as for memory mapping.',
    zip: twoFiles({ local: { extra: extraBlock(0xd935, new Uint8Array(1000)) } }),
    members: TWO_FILES,
    warnings: ['zip/extra-field'],
  }),
];

function knownSizes(): SharedFields {
  const zip = twoFiles();
  const local = Buffer.from(zip.bytes).subarray(place(zip, 1, 'local'));
  return {
    crc32: local.readUInt32LE(14),
    compressedSize: local.readUInt32LE(18),
    uncompressedSize: local.readUInt32LE(22),
  };
}
