import type { Recipe } from '../recipe.ts';
import { type ArchiveFields, buildZip, type ZipMember } from '../zip-builder.ts';
import { ALPHA, accepted, BETA, TWO_FILES, twoFiles } from './zip-case.ts';

function departs(
  name: string,
  rule: string,
  why: string,
  first: Partial<ZipMember>,
  archive: ArchiveFields = {},
): Recipe {
  return accepted({ name, cites: [rule], why, zip: twoFiles(first, archive), members: TWO_FILES, warnings: [rule] });
}

const ASTRAL = '\u{1f600}';
const PRIVATE = '\uffee';
const names = [PRIVATE, ASTRAL];
const byCodePoint = buildZip(names.map((name) => ({ name, data: name })));
const byUnit = buildZip(
  [ASTRAL, PRIVATE].map((name) => ({ name, data: name })),
  { order: 'given' },
);
const members = { [PRIVATE]: PRIVATE, [ASTRAL]: ASTRAL };
const unsorted = 'zip/unsorted-members';
const attributes = 'zip/other-attributes';
const version = 'zip/other-version';
const flags = 'zip/other-flags';

export const canonicalFormRecipes: readonly Recipe[] = [
  departs('time-of-day', 'zip/non-epoch-time', 'The first member has another time of day.', { time: 1 }),
  departs('date', 'zip/non-epoch-time', 'The first member has another date.', { date: 0x5a21 }),
  departs('date-of-zero', 'zip/non-epoch-time', 'The first member has no date at all.', { date: 0 }),
  departs(
    'directory-out-of-order',
    unsorted,
    'The central directory has the second member first.',
    {},
    { centralOrder: [1, 0] },
  ),
  accepted({
    name: 'members-out-of-order',
    cites: [unsorted],
    why: 'Members and central headers stand in the order b, a.',
    zip: buildZip([BETA, ALPHA], { order: 'given' }),
    members: TWO_FILES,
    warnings: [unsorted],
  }),
  accepted({
    name: 'order-of-code-points',
    cites: [unsorted],
    why: 'U+FFEE stands before U+1F600, as code points order them.',
    zip: byCodePoint,
    members,
  }),
  accepted({
    name: 'order-of-utf16-units',
    cites: [unsorted],
    why: 'U+1F600 stands before U+FFEE, as the units of UTF-16 order them.',
    zip: byUnit,
    members,
    warnings: [unsorted],
  }),
  departs('read-only-file', attributes, 'The first file has mode 0444.', { externalAttributes: 0o100444 * 0x10000 }),
  departs('text-file-attribute', attributes, 'The first file is marked as text in its internal attributes.', {
    internalAttributes: 1,
  }),
  departs('made-by-dos', version, 'The first member is made by MS-DOS.', { versionMadeBy: 20 }),
  departs('made-by-newer-version', version, 'The first member is made by version 6.3.', { versionMadeBy: 0x033f }),
  departs('version-one-needed', version, 'The first member needs version 1.0.', { versionNeeded: 10 }),
  departs('utf8-flag-on-ascii', flags, 'The first name is ASCII and has the UTF-8 flag.', { flags: 0x0800 }),
  accepted({
    name: 'utf8-name',
    cites: [flags, 'zip/name-not-normalized', 'zip/name-encoding'],
    why: 'A name that is not ASCII has the UTF-8 flag and is in normalization form C.',
    zip: buildZip([{ name: 'é.txt', data: 'x' }]),
    members: { 'é.txt': 'x' },
  }),
  accepted({
    name: 'decomposed-name',
    cites: ['zip/name-not-normalized'],
    why: 'The name is in normalization form D.',
    zip: buildZip([{ name: 'e\u0301.txt', data: 'x' }]),
    members: { 'e\u0301.txt': 'x' },
    warnings: ['zip/name-not-normalized'],
  }),
];
