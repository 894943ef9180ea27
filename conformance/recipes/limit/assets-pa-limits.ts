import type { Segment } from '../../suite/vector.ts';
import { buildPrelude } from '../assets-pa/pack-builder.ts';
import type { LimitRecipe } from '../case-recipe.ts';
import { limitCase } from './limit-case.ts';
import { headerAround, headerOf, headerOfMany, packSegments, payloadOfMany } from './pack-segments.ts';

const LARGEST = 64 * 1024 * 1024;
const MOST = 1024 * 1024;
const MANY = 100_000;
const LONG = 256 * 1024 * 1024;
const TEBIBYTE = 1024 ** 4;

const pack = limitCase('assets-pa@1', { seconds: 20, mebibytes: 1024 });

/** A table of so many zeros, which are no entries. */
const items = (count: number): readonly Segment[] => [
  { text: '{"asset_table":[0' },
  { repeat: count - 1, segments: [{ text: ',0' }] },
  { text: '],"preload":[]}' },
];

const nested = (levels: number): readonly Segment[] => [
  { text: '{"a":' },
  { repeat: levels, segments: [{ text: '[' }] },
  { repeat: levels, segments: [{ text: ']' }] },
  { text: '}' },
];

const one = { hex: Buffer.from(buildPrelude(2 ** 32 - 1)).toString('hex') };

export const assetsPaLimits: readonly LimitRecipe[] = [
  pack.accepted({
    name: 'limit-header-of-64-mib',
    cites: ['assets-pa/header-too-large'],
    why: 'A header of 64 MiB is as long as one may be.',
    segments: packSegments(headerOf(LARGEST), 1),
  }),
  pack.rejected({
    name: 'limit-header-of-64-mib-and-1',
    rule: 'assets-pa/header-too-large',
    at: { offset: 8 },
    why: 'The header has one byte more than 64 MiB, all of which stand in the file.',
    segments: packSegments(headerOf(LARGEST + 1), 1),
  }),
  pack.rejected({
    name: 'limit-header-of-4-gib',
    rule: 'assets-pa/header-too-large',
    at: { offset: 8 },
    why: 'The longest header that 32 bits can state stands in the file; nobody who looks at the length first reads it.',
    segments: [one, { zeros: 2 ** 32 - 1 }],
    budget: { seconds: 5, mebibytes: 512 },
  }),
  pack.accepted({
    name: 'limit-slice-of-256-mib',
    cites: ['assets-pa/slice-beyond-end', 'assets-pa/trailing-payload'],
    why: 'The one slice has 256 MiB, which need not be in memory at once.',
    segments: packSegments(headerAround([{ text: '{}' }], LONG), LONG),
    budget: { seconds: 10, mebibytes: 512 },
  }),
  pack.rejected({
    name: 'limit-slice-of-a-tebibyte-and-1',
    rule: 'assets-pa/slice-beyond-end',
    at: { pointer: '/asset_table/0/size' },
    why: 'The one slice would end one byte behind a file of 2^40 bytes.',
    segments: packSegments(headerAround([{ text: '{}' }], TEBIBYTE + 1), TEBIBYTE),
    budget: { seconds: 5, mebibytes: 512 },
  }),
  pack.rejected({
    name: 'limit-table-of-2-20-items',
    rule: 'assets-pa/header-schema',
    why: 'The table has as many items as it may, and none of them is an entry.',
    segments: packSegments(items(MOST)),
  }),
  pack.rejected({
    name: 'limit-table-of-2-20-items-and-1',
    rule: 'assets-pa/too-many-assets',
    at: { pointer: '/asset_table' },
    why: 'The table has one item too many, and is not looked at for what they are.',
    segments: packSegments(items(MOST + 1)),
  }),
  pack.accepted({
    name: 'limit-100000-assets',
    cites: ['assets-pa/duplicate-asset-name', 'assets-pa/too-many-assets', 'assets-pa/slice-gap'],
    why: 'A hundred thousand assets have names of their own; to compare each with all others takes too long.',
    segments: packSegments(headerOfMany(MANY), payloadOfMany(MANY)),
  }),
  pack.rejected({
    name: 'limit-last-name-twice',
    rule: 'assets-pa/duplicate-asset-name',
    at: { pointer: `/asset_table/${MANY + 1}/asset_name` },
    why: 'The last of a hundred thousand names is that of the first.',
    segments: packSegments(
      headerOfMany(MANY, [
        {
          text: `,{"asset_id":900000,"asset_name":"first","bank_type":"SOUNDS","codec":"NONE","decoded_size":1,"metadata":{},"offset":${payloadOfMany(MANY)},"size":1}`,
        },
      ]),
      payloadOfMany(MANY) + 1,
    ),
  }),
  pack.rejected({
    name: 'limit-a-million-levels-of-metadata',
    rule: 'json/nesting-too-deep',
    why: 'A million lists within each other overflow the stack of a reader that counts them too late.',
    segments: packSegments(headerAround(nested(1_000_000)), 1),
  }),
  pack.accepted({
    name: 'limit-many-escapes-in-metadata',
    cites: ['assets-pa/header-not-canonical'],
    why: 'A text of a million control characters is written by their numbers, as the canonical form asks.',
    segments: packSegments(
      headerAround([{ text: '{"a":"' }, { repeat: 1_000_000, segments: [{ text: '\\u0001' }] }, { text: '"}' }]),
      1,
    ),
  }),
  pack.rejected({
    name: 'limit-space-at-the-end',
    rule: 'assets-pa/header-not-canonical',
    why: 'A space stands behind a header of eight MiB, where the canonical form ends.',
    segments: packSegments([...headerOf(8 * MOST), { text: ' ' }], 1),
    at: { line: 1, column: 8 * MOST + 1, offset: 32 + 8 * MOST },
  }),
];
