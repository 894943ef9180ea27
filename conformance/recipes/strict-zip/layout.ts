import type { Recipe } from '../recipe.ts';
import { type ArchiveFields, buildZip, concatBytes, toBytes, type ZipMember } from '../zip-builder.ts';
import { ALPHA, accepted, BETA, place, rejected, TWO_FILES, TWO_FILES_NAME } from './zip-case.ts';

const GAMMA: ZipMember = { name: 'c.txt', data: 'gamma\n' };
const THREE = 'three-files-in-a-row';
const SCRIPT = toBytes('#!/usr/bin/env python3\n');

const first = buildZip([BETA]);
const quoted = first.bytes.subarray(0, first.central);
const beforeQuoted = 'quoted:';
const container: ZipMember = { name: 'a.bin', data: concatBytes(beforeQuoted, quoted) };
const overlap = buildZip([
  container,
  {
    ...BETA,
    sharesLocalOf: 0,
    central: { localOffset: place(buildZip([container]), 0, 'data') + beforeQuoted.length },
  },
]);
const shared = buildZip([ALPHA, { ...ALPHA, sharesLocalOf: 0 }]);

/** Three files of which one has no central header. */
const hiding = (index: number): ReturnType<typeof buildZip> =>
  buildZip([ALPHA, BETA, GAMMA].map((member, at) => (at === index ? { ...member, hidden: true } : member)));

function inArchive(
  name: string,
  rule: string,
  why: string,
  archive: ArchiveFields,
  offset: 'start' | 'central',
): Recipe {
  const zip = buildZip([ALPHA, BETA], archive);
  const plain = buildZip([ALPHA, BETA]);
  const at = { offset: offset === 'start' ? 0 : plain.central };
  return rejected({ name, cites: [rule], why, zip, at, twin: TWO_FILES_NAME });
}

const gap = buildZip([ALPHA, { ...BETA, before: new Uint8Array(1) }]);
const alphaEnd = place(gap, 0, 'descriptor');
const signatureInGap = buildZip([ALPHA, { ...BETA, before: toBytes('PK\x03\x04') }]);
const whole = buildZip([GAMMA]);

export const layoutRecipes: readonly Recipe[] = [
  accepted({
    name: THREE,
    cites: [
      'zip/hidden-member',
      'zip/overlapping-members',
      'zip/leading-data',
      'zip/gap-between-members',
      'zip/gap-before-central-directory',
    ],
    why: 'Three members and the central directory follow each other without a byte between them.',
    zip: buildZip([ALPHA, BETA, GAMMA]),
    members: { ...TWO_FILES, 'c.txt': 'gamma\n' },
  }),
  accepted({
    name: 'member-quotes-a-member',
    cites: ['zip/overlapping-members', 'zip/hidden-member'],
    why: "A member's content is the local header and the data of another one, as in a zip that is stored in a zip.",
    zip: buildZip([container, BETA]),
    members: { 'a.bin': concatBytes(beforeQuoted, quoted), 'b.txt': 'beta\n' },
  }),
  rejected({
    name: 'member-inside-another',
    cites: ['zip/overlapping-members'],
    why: "The second entry points into the first one's content, where a local header is quoted.",
    zip: overlap,
    at: { member: 'b.txt', offset: place(overlap, 0, 'data') + beforeQuoted.length },
    twin: 'member-quotes-a-member',
  }),
  rejected({
    name: 'two-entries-of-one-local-header',
    cites: ['zip/duplicate-name', 'zip/overlapping-members'],
    why: 'Two central headers point at one local header; to agree with it they have the same name.',
    zip: shared,
    at: { member: 'a.txt', offset: place(shared, 1, 'central') },
    twin: TWO_FILES_NAME,
  }),
  ...[
    ['first', 0],
    ['middle', 1],
    ['last', 2],
  ].map(([which, index]) =>
    rejected({
      name: `hidden-${which}-member`,
      cites: ['zip/hidden-member'],
      why: `The ${which} of three members has no central header: readers that go by local headers see it.`,
      zip: hiding(Number(index)),
      at: { offset: place(hiding(Number(index)), Number(index), 'local') },
      twin: THREE,
    }),
  ),
  rejected({
    name: 'two-archives-in-a-row',
    cites: ['zip/hidden-member'],
    why: 'A whole archive stands before the archive.',
    zip: buildZip([ALPHA, BETA], { leading: whole.bytes }),
    at: { offset: 0 },
    twin: TWO_FILES_NAME,
  }),
  inArchive(
    'script-before-the-archive',
    'zip/leading-data',
    'A line that names an interpreter leads the archive, and all offsets count it.',
    { leading: SCRIPT },
    'start',
  ),
  inArchive(
    'script-before-the-archive-not-counted',
    'zip/leading-data',
    'A line that names an interpreter leads the archive, and no offset counts it.',
    { leading: SCRIPT, offsetsIncludeLeading: false },
    'start',
  ),
  inArchive(
    'byte-before-the-archive',
    'zip/leading-data',
    'One byte leads the archive.',
    { leading: new Uint8Array(1) },
    'start',
  ),
  rejected({
    name: 'bytes-before-an-empty-archive',
    cites: ['zip/leading-data'],
    why: 'Bytes stand before the end record of an archive without members, and its offset counts them.',
    zip: buildZip([], { leading: SCRIPT }),
    at: { offset: 0 },
    twin: 'empty-archive',
  }),
  rejected({
    name: 'byte-between-members',
    cites: ['zip/gap-between-members'],
    why: 'One byte stands between two members.',
    zip: gap,
    at: { offset: alphaEnd },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'descriptor-without-its-flag',
    cites: ['zip/gap-between-members'],
    why: 'A data descriptor follows the first member, and bit 3 does not announce it.',
    zip: buildZip([ALPHA, { ...BETA, before: concatBytes('PK\x07\x08', new Uint8Array(12)) }]),
    at: { offset: alphaEnd },
    twin: TWO_FILES_NAME,
  }),
  rejected({
    name: 'signature-between-members',
    cites: ['zip/hidden-member'],
    why: 'The signature of a local header stands between two members, and nothing after it.',
    zip: signatureInGap,
    at: { offset: alphaEnd },
    twin: TWO_FILES_NAME,
  }),
  inArchive(
    'byte-before-the-directory',
    'zip/gap-before-central-directory',
    'One byte stands between the last member and the central directory.',
    { beforeCentral: new Uint8Array(1) },
    'central',
  ),
  inArchive(
    'signing-block-before-the-directory',
    'zip/gap-before-central-directory',
    'A block of signatures stands before the central directory, as in an Android package.',
    { beforeCentral: toBytes('APK Sig Block 42') },
    'central',
  ),
];
