import type { Recipe } from '../recipe.ts';
import type { ArchiveFields, BuiltZip, Zip64EndFields } from '../zip-builder.ts';
import { accepted, rejected, TWO_FILES, twoFiles } from './zip-case.ts';

const ONES_32 = 0xffffffff;
const needless = 'zip/needless-zip64';
const ALL_ONES = { entriesOnDisk: 0xffff, entries: 0xffff, centralSize: ONES_32, centralOffset: ONES_32 };

const build = (zip64End: Zip64EndFields, more: ArchiveFields = {}): BuiltZip => twoFiles({}, { zip64End, ...more });
const plain = build({});
const atRecord = { offset: plain.zip64End };
const atLocator = { offset: plain.zip64Locator };
const FIELD_NAMES = {
  entriesOnDisk: 'count-on-disk',
  entries: 'count',
  centralSize: 'directory-size',
  centralOffset: 'directory-offset',
} as const;
const gap = build({}, { beforeClassicEnd: new Uint8Array(1) });

function variant(name: string, rule: string, why: string, zip: BuiltZip, at: { readonly offset: number }): Recipe {
  return rejected({ name, cites: [rule], why, zip, at, twin: 'zip64-end-record' });
}

export const zip64Recipes: readonly Recipe[] = [
  accepted({
    name: 'zip64-end-record',
    cites: [
      'zip/zip64-total-disks',
      'zip/zip64-end-record-missing',
      'zip/zip64-locator-mismatch',
      'zip/zip64-record-size-mismatch',
      'zip/zip64-extensible-data',
      'zip/zip64-end-record-version',
      'zip/zip64-end-record-mismatch',
      'zip/disk-number',
    ],
    why: 'The zip64 end record repeats the values of the end record.',
    zip: plain,
    members: TWO_FILES,
    warnings: [needless],
  }),
  accepted({
    name: 'zip64-end-record-alone-has-the-values',
    cites: ['zip/zip64-end-record-mismatch', 'zip/disk-number'],
    why: 'All fields of the end record are all ones, and the zip64 end record has their values.',
    zip: build({}, { end: { ...ALL_ONES, disk: 0xffff, centralDisk: 0xffff } }),
    members: TWO_FILES,
    warnings: [needless],
  }),
  variant(
    'zip64-disk-one',
    'zip/disk-number',
    "The zip64 end record's number of this disk is 1.",
    build({ disk: 1 }),
    atRecord,
  ),
  variant(
    'zip64-central-directory-on-disk-one',
    'zip/disk-number',
    'The zip64 end record puts the central directory on disk 1.',
    build({ centralDisk: 1 }),
    atRecord,
  ),
  variant(
    'zip64-locator-disk-one',
    'zip/disk-number',
    'The locator puts the zip64 end record on disk 1.',
    build({ locatorDisk: 1 }),
    atLocator,
  ),
  variant(
    'zip64-fewer-entries-on-disk',
    'zip/disk-entry-count-mismatch',
    'The zip64 end record puts one of two entries on this disk, and the end record leaves it the word.',
    build({ entriesOnDisk: 1 }, { end: { entriesOnDisk: 0xffff } }),
    atRecord,
  ),
  variant(
    'zip64-three-disks',
    'zip/zip64-total-disks',
    'The locator declares three disks.',
    build({ locatorDisks: 3 }),
    atLocator,
  ),
  variant(
    'zip64-no-disk',
    'zip/zip64-total-disks',
    'The locator declares no disk.',
    build({ locatorDisks: 0 }),
    atLocator,
  ),
  variant(
    'zip64-record-left-out',
    'zip/zip64-end-record-missing',
    'A locator stands alone, and the end record has all values itself.',
    build({ omitRecord: true }),
    { offset: plain.zip64End },
  ),
  variant(
    'zip64-locator-left-out',
    'zip/gap-before-end-record',
    'A zip64 end record stands without a locator, so that some readers use it and others do not.',
    build({ omitLocator: true }),
    atRecord,
  ),
  variant(
    'zip64-locator-points-beside-the-record',
    'zip/zip64-locator-mismatch',
    'The locator points one byte behind the start of the record.',
    build({ locatorOffset: plain.zip64End + 1 }),
    atLocator,
  ),
  variant(
    'zip64-locator-points-at-the-start',
    'zip/zip64-locator-mismatch',
    'The locator points at the first member.',
    build({ locatorOffset: 0 }),
    atLocator,
  ),
  variant(
    'zip64-record-declares-one-byte-more',
    'zip/zip64-record-size-mismatch',
    'The record declares 45 bytes and has 44.',
    build({ recordSize: 45 }),
    atRecord,
  ),
  variant(
    'zip64-byte-before-locator',
    'zip/zip64-record-size-mismatch',
    'One byte stands between the record, which declares 44 bytes, and the locator.',
    build({ beforeLocator: new Uint8Array(1) }),
    atRecord,
  ),
  variant(
    'zip64-byte-behind-locator',
    'zip/gap-before-end-record',
    'One byte stands between the locator and the end record, so that only some readers find the locator.',
    gap,
    atRecord,
  ),
  variant(
    'zip64-extensible-data',
    'zip/zip64-extensible-data',
    'The record has four bytes more than version 1 of it, and declares them.',
    build({ extensible: new Uint8Array(4) }),
    atRecord,
  ),
  variant(
    'zip64-record-version-two',
    'zip/zip64-end-record-version',
    'The record needs version 6.2, which is its second version.',
    build({ versionNeeded: 62 }),
    atRecord,
  ),
  variant(
    'zip64-record-version-next',
    'zip/zip64-end-record-version',
    'The record needs version 4.6.',
    build({ versionNeeded: 46 }),
    atRecord,
  ),
  ...(['entriesOnDisk', 'entries', 'centralSize', 'centralOffset'] as const).map((field) =>
    variant(
      `zip64-${FIELD_NAMES[field]}-differs`,
      'zip/zip64-end-record-mismatch',
      `The end record has another ${FIELD_NAMES[field].replaceAll('-', ' ')} than the zip64 end record.`,
      build({}, { end: { [field]: 1 } }),
      { offset: plain.end },
    ),
  ),
];
