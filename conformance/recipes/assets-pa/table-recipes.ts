import type { Recipe } from '../recipe.ts';
import { BLIP, COIN, DING, threeSounds } from './base-packs.ts';
import { type AssetDraft, type PackDraft, placeInPack, type WrittenPack, withField } from './pack-draft.ts';
import { accept, reject, rule } from './pack-recipe.ts';

const [first, middle, last] = [BLIP, COIN, DING];

function with3(...assets: readonly AssetDraft[]): PackDraft {
  return { ...threeSounds, assets };
}

/** One field of one of the three sounds that says something else. */
interface EntryCase {
  readonly name: string;
  readonly rule: string;
  readonly draft: PackDraft;
  readonly pointer: string;
  readonly why: string;
}

const names = (length: number, unit: string): string => unit.repeat(length);

const longNames = (
  [
    ['of-256-bytes', names(256, 'n'), 'The name has one byte more than 255.', 0],
    ['of-86-characters', names(86, '€'), 'The name has 86 characters of three bytes each, which are 258.', 1],
    ['of-64-characters', names(64, '\u{1f600}'), 'The name has 64 characters, and 256 bytes.', 2],
    ['of-4096-bytes', names(4096, 'n'), 'The name has 4,096 bytes.', 2],
  ] as const
).map(
  ([name, value, why, index]): EntryCase => ({
    name: `name-${name}`,
    rule: 'asset-name-too-long',
    draft: with3(...threeSounds.assets.map((asset, at) => (at === index ? { ...asset, name: value } : asset))),
    pointer: `/asset_table/${index}/asset_name`,
    why,
  }),
);

const bankTypes = (
  [
    ['tiles', 'TILES', 'TILES is what GLYPH was called before.', 0],
    ['lower-case', 'sounds', 'The bank type is written in small letters.', 1],
    ['singular', 'SOUND', 'The bank type lacks a letter.', 2],
    ['empty', '', 'The bank type is empty.', 2],
    ['with-space', 'GLYPH ', 'A space follows the bank type.', 0],
    ['of-letters-alike', 'GL\u04aePH', 'A letter of the bank type is a Cyrillic one that looks alike.', 1],
    ['of-an-object', 'constructor', 'The bank type is a name that objects of some languages inherit.', 2],
  ] as const
).map(
  ([name, bank, why, index]): EntryCase => ({
    name: `bank-type-${name}`,
    rule: 'unknown-bank-type',
    draft: with3(...threeSounds.assets.map((asset, at) => (at === index ? { ...asset, bank } : asset))),
    pointer: `/asset_table/${index}/bank_type`,
    why,
  }),
);

const codecs = (
  [
    ['raw', 'RAW', 'RAW is the word of an earlier text.', 0],
    ['lower-case', 'none', 'The codec is written in small letters.', 1],
    ['lz4', 'LZ4', 'LZ4 stands in a list that was given up.', 2],
    ['zstd', 'ZSTD', 'ZSTD stands in a list that was given up.', 0],
    ['empty', '', 'The codec is empty.', 1],
    ['with-null', 'NONE\0', 'A null byte follows the codec.', 2],
  ] as const
).map(([name, codec, why, index]) =>
  reject({
    name: `codec-${name}`,
    cites: [rule('unknown-codec')],
    why,
    draft: threeSounds,
    changes: { header: (header) => withField(header, index, 'codec', codec) },
    at: (pack) => placeInPack(pack, `/asset_table/${index}/codec`),
    twin: 'three-sounds',
  }),
);

const entryCases: readonly EntryCase[] = [
  ...longNames,
  ...bankTypes,
  {
    name: 'id-twice-side-by-side',
    rule: 'duplicate-asset-id',
    draft: with3(first, { ...middle, id: first.id }, last),
    pointer: '/asset_table/1/asset_id',
    why: 'The first two entries have the same id.',
  },
  {
    name: 'id-twice-at-the-end',
    rule: 'duplicate-asset-id',
    draft: with3(first, middle, { ...last, id: middle.id }),
    pointer: '/asset_table/2/asset_id',
    why: 'The last two entries have the same id, and the later one is named.',
  },
  {
    name: 'id-twice-apart',
    rule: 'duplicate-asset-id',
    draft: with3(first, middle, { ...last, id: first.id }),
    pointer: '/asset_table/2/asset_id',
    why: 'The last entry has the id of the first, which is too small there as well.',
  },
  {
    name: 'name-twice-side-by-side',
    rule: 'duplicate-asset-name',
    draft: with3(first, { ...middle, name: first.name }, last),
    pointer: '/asset_table/1/asset_name',
    why: 'The first two entries have the same name.',
  },
  {
    name: 'name-twice-apart',
    rule: 'duplicate-asset-name',
    draft: with3(first, middle, { ...last, name: first.name }),
    pointer: '/asset_table/2/asset_name',
    why: 'The last entry has the name of the first.',
  },
  {
    name: 'name-twice-in-other-banks',
    rule: 'duplicate-asset-name',
    draft: with3(first, middle, { ...last, name: middle.name, bank: 'SCENE' }),
    pointer: '/asset_table/2/asset_name',
    why: 'Two assets of different bank types have the same name.',
  },
  {
    name: 'name-of-an-object-twice',
    rule: 'duplicate-asset-name',
    draft: with3({ ...first, name: '__proto__' }, middle, { ...last, name: '__proto__' }),
    pointer: '/asset_table/2/asset_name',
    why: 'A name that some languages treat as special stands twice.',
  },
  {
    name: 'first-entries-swapped',
    rule: 'asset-order',
    draft: with3(middle, first, last),
    pointer: '/asset_table/1/asset_id',
    why: 'The second id is smaller than the first.',
  },
  {
    name: 'last-entries-swapped',
    rule: 'asset-order',
    draft: with3(first, last, middle),
    pointer: '/asset_table/2/asset_id',
    why: 'The last id is smaller than the one before.',
  },
  {
    name: 'ids-sorted-as-text',
    rule: 'asset-order',
    draft: with3({ ...first, id: 1 }, { ...middle, id: 10 }, { ...last, id: 9 }),
    pointer: '/asset_table/2/asset_id',
    why: 'The ids are in the order of their digits: 10 stands ahead of 9.',
  },
  {
    name: 'ids-sorted-as-signed-bytes',
    rule: 'asset-order',
    draft: with3({ ...first, id: 128 }, { ...middle, id: 255 }, { ...last, id: 127 }),
    pointer: '/asset_table/2/asset_id',
    why: 'The ids are in the order of signed bytes.',
  },
];

const accepted: readonly Recipe[] = [
  accept({
    name: 'three-sounds',
    cites: ['unknown-codec', 'unknown-bank-type', 'asset-order', 'duplicate-asset-id', 'header-schema'].map(rule),
    why: 'Three assets stand in the order of their ids, with gaps between these, and none is preloaded.',
    draft: threeSounds,
  }),
  accept({
    name: 'names-nearly-alike',
    cites: [rule('duplicate-asset-name')],
    why: 'Names that differ in case or in their composition are different ones.',
    draft: with3(
      { ...first, name: 'Klick\u00e9' },
      { ...middle, name: 'klick\u00e9' },
      { ...last, name: 'klicke\u0301' },
    ),
  }),
  accept({
    name: 'names-as-long-as-can-be',
    cites: [rule('asset-name-too-long')],
    why: 'Names have 255 bytes: of one, of three, and mostly of four each.',
    draft: with3(
      { ...first, name: names(255, 'n') },
      { ...middle, name: names(85, '€') },
      { ...last, name: `${names(63, '\u{1f600}')}abc` },
    ),
  }),
  accept({
    name: 'names-of-one-character',
    cites: [rule('header-schema'), rule('asset-name-too-long')],
    why: 'A name may have one character, be a space, or look like an id.',
    draft: with3({ ...first, name: ' ' }, { ...middle, name: '3' }, { ...last, name: '\u{10fffd}' }),
  }),
  accept({
    name: 'names-of-any-characters',
    cites: [rule('header-schema'), rule('header-not-canonical')],
    why: 'A name may hold control characters, marks of direction and what leads out of a folder.',
    draft: with3(
      { ...first, name: '\u0000\u001b[31m\u007f' },
      { ...middle, name: '\u202e\ufeff\u2028a\u0301' },
      { ...last, name: '../../sfx_ding' },
    ),
  }),
  accept({
    name: 'every-bank-type',
    cites: [rule('unknown-bank-type')],
    why: 'Each of the three bank types stands in the table.',
    draft: with3({ ...first, bank: 'SCENE' }, { ...middle, bank: 'GLYPH' }, last),
  }),
  accept({
    name: 'least-and-greatest-ids',
    cites: [rule('asset-order'), rule('duplicate-asset-id'), rule('header-schema')],
    why: 'Ids are 1, 2 and 2^31 - 1; of the digits, the last would come second.',
    draft: with3({ ...first, id: 1 }, { ...middle, id: 2 }, { ...last, id: 2147483647 }),
  }),
  accept({
    name: 'ids-of-more-digits',
    cites: [rule('asset-order')],
    why: 'Ids are sorted as numbers: 9, 10, 100.',
    draft: with3({ ...first, id: 9 }, { ...middle, id: 10 }, { ...last, id: 100 }),
  }),
];

/** The asset table: names, bank types, codecs, ids and their order. */
export const tableRecipes: readonly Recipe[] = [
  ...accepted,
  ...codecs,
  ...entryCases.map(({ name, rule: broken, draft, pointer, why }) => {
    const at = (pack: WrittenPack) => placeInPack(pack, pointer);
    return reject({ name, cites: [rule(broken)], why, draft, at, twin: 'three-sounds' });
  }),
];
