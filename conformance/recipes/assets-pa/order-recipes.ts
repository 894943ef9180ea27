import type { ExpectedLocation, Recipe } from '../recipe.ts';
import { BLIP, COIN, DING, threeSounds, twoSounds } from './base-packs.ts';
import { markerPlace, replaced } from './header-place.ts';
import { fieldOffset } from './pack-builder.ts';
import { type PackChanges, type PackDraft, placeInPack, type WrittenPack, withField, writePack } from './pack-draft.ts';
import { reject, rule } from './pack-recipe.ts';

/** Two defects at once: the rule that decides comes first in the order of the catalogue, wherever the defects stand. */
interface OrderCase {
  readonly name: string;
  readonly cites: readonly [primary: string, other: string];
  readonly draft?: PackDraft;
  readonly changes?: PackChanges;
  readonly bytes?: (bytes: Uint8Array) => Uint8Array;
  readonly at: ExpectedLocation | ((pack: WrittenPack) => ExpectedLocation);
  readonly why: string;
}

const SOUNDS = writePack(twoSounds).header.text;
const offset = (field: string): ExpectedLocation => ({ offset: fieldOffset(field) });
const edited = (...edits: readonly (readonly [from: string, to: string, nth?: number])[]): string =>
  edits.reduce((text, edit) => replaced(text, ...edit), SOUNDS);

const DOUBLE_AND_SPACED = edited(['"size":8', '"size": 8'], ['"size":4', '"size":4,"size":4']);
const SPACED_AND_FRACTION = edited(['"size":8', '"size": 8'], ['"size":4', '"size":4.0']);
const SWAPPED_AND_EXTRA = edited(['"asset_id":7,"slot":0', '"slot":0,"asset_id":7'], ['"size":8}', '"size":8,"x":1}']);
const FRACTION_AND_EXTRA = edited(['"size":8}', '"size":8,"x":1}'], ['"size":4', '"size":4.0']);
const EXTRA_AND_BANK = edited(['"size":4}', '"size":4,"x":1}'], ['"SOUNDS"', '"TILES"', 1]);

const cases: readonly OrderCase[] = [
  {
    name: 'magic-ahead-of-version',
    cites: [rule('bad-magic'), rule('unsupported-schema-version')],
    changes: { prelude: { magic: new Uint8Array(4), schema_version: 2 } },
    at: offset('magic'),
    why: 'Magic and version are other ones; what is no pack has no version.',
  },
  {
    name: 'magic-ahead-of-missing-header',
    cites: [rule('bad-magic'), rule('truncated-header')],
    changes: { prelude: { magic: new Uint8Array(4) } },
    bytes: (bytes) => bytes.slice(0, 32),
    at: offset('magic'),
    why: 'A prelude with another magic is all there is.',
  },
  {
    name: 'short-ahead-of-magic',
    cites: [rule('truncated-prelude'), rule('bad-magic')],
    changes: { prelude: { magic: new Uint8Array(4) } },
    bytes: (bytes) => bytes.slice(0, 31),
    at: { offset: 31 },
    why: 'A file without a whole prelude begins with another magic.',
  },
  {
    name: 'version-ahead-of-flags',
    cites: [rule('unsupported-schema-version'), rule('nonzero-flags')],
    changes: { prelude: { schema_version: 2, flags: 1 } },
    at: offset('schema_version'),
    why: 'A flag of another version may well have a meaning.',
  },
  {
    name: 'flags-ahead-of-reserved',
    cites: [rule('nonzero-flags'), rule('nonzero-reserved')],
    changes: { prelude: { flags: 1, reserved: 1 } },
    at: offset('flags'),
    why: 'A flag and a reserved word are not zero.',
  },
  {
    name: 'reserved-word-ahead-of-checksum',
    cites: [rule('nonzero-reserved'), rule('payload-offset-mismatch')],
    changes: { prelude: { reserved: 1, reserved_checksum: 1, payload_offset: 33 } },
    at: offset('reserved'),
    why: 'Both reserved words are not zero, of which the first is named, and the payload begins elsewhere.',
  },
  {
    name: 'flags-ahead-of-header-length',
    cites: [rule('nonzero-flags'), rule('empty-header')],
    changes: { prelude: { flags: 1, header_len: 0, payload_offset: 32 } },
    at: offset('flags'),
    why: 'A flag is set, and the header has no bytes.',
  },
  {
    name: 'header-end-ahead-of-payload-offset',
    cites: [rule('truncated-header'), rule('payload-offset-beyond-end')],
    changes: { prelude: { header_len: 5000, payload_offset: 6000 } },
    at: offset('header_len'),
    why: 'The header ends behind the file, and the payload begins elsewhere behind it.',
  },
  {
    name: 'prelude-ahead-of-header',
    cites: [rule('payload-offset-mismatch'), 'json/unexpected-end'],
    changes: { prelude: { payload_offset: 40 }, text: (text) => text.slice(0, -1) },
    at: offset('payload_offset'),
    why: 'The payload begins elsewhere, and the header is cut off.',
  },
  {
    name: 'repeated-name-ahead-of-white-space',
    cites: ['json/duplicate-key', rule('header-not-canonical')],
    changes: { text: () => DOUBLE_AND_SPACED },
    at: markerPlace(DOUBLE_AND_SPACED, '"size"', 3, '/asset_table/1/size'),
    why: 'A space stands ahead of a name that stands twice, and without a value nothing else is judged.',
  },
  {
    name: 'fraction-ahead-of-white-space',
    cites: [rule('number-not-integer'), rule('header-not-canonical')],
    changes: { text: () => SPACED_AND_FRACTION },
    at: markerPlace(SPACED_AND_FRACTION, '4.0', 1, '/asset_table/1/size'),
    why: 'A space stands ahead of a number with a fraction, whose rule is the earlier one.',
  },
  {
    name: 'names-ahead-of-schema',
    cites: [rule('header-not-canonical'), rule('header-schema')],
    changes: { text: () => SWAPPED_AND_EXTRA },
    at: placeOfSwap,
    why: 'An entry has a member too many ahead of names that are swapped, whose rule is the earlier one.',
  },
  {
    name: 'fraction-ahead-of-schema',
    cites: [rule('number-not-integer'), rule('header-schema')],
    changes: { text: () => FRACTION_AND_EXTRA },
    at: markerPlace(FRACTION_AND_EXTRA, '4.0', 1, '/asset_table/1/size'),
    why: 'An entry has a member too many, and a number is written with a fraction.',
  },
  {
    name: 'schema-ahead-of-bank-type',
    cites: [rule('header-schema'), rule('unknown-bank-type')],
    changes: { text: () => EXTRA_AND_BANK },
    at: markerPlace(EXTRA_AND_BANK, '"x"', 1, '/asset_table/1/x'),
    why: 'A bank type is unknown ahead of a member too many; a table that is none is not judged.',
  },
  {
    name: 'name-ahead-of-bank-type',
    cites: [rule('asset-name-too-long'), rule('unknown-bank-type')],
    draft: { ...threeSounds, assets: [{ ...BLIP, bank: 'TILES' }, COIN, { ...DING, name: 'n'.repeat(256) }] },
    at: (pack) => placeInPack(pack, '/asset_table/2/asset_name'),
    why: 'The first bank type is unknown, and the last name too long.',
  },
  {
    name: 'bank-type-ahead-of-codec',
    cites: [rule('unknown-bank-type'), rule('unknown-codec')],
    draft: { ...threeSounds, assets: [BLIP, COIN, { ...DING, bank: 'TILES' }] },
    changes: { header: (header) => withField(header, 0, 'codec', 'RAW') },
    at: (pack) => placeInPack(pack, '/asset_table/2/bank_type'),
    why: 'The first codec is unknown, and the last bank type.',
  },
  {
    name: 'codec-ahead-of-ids',
    cites: [rule('unknown-codec'), rule('duplicate-asset-id')],
    draft: { ...threeSounds, assets: [BLIP, { ...COIN, id: BLIP.id }, DING] },
    changes: { header: (header) => withField(header, 2, 'codec', 'RAW') },
    at: (pack) => placeInPack(pack, '/asset_table/2/codec'),
    why: 'The second id repeats the first, and the last codec is unknown.',
  },
  {
    name: 'ids-ahead-of-names',
    cites: [rule('duplicate-asset-id'), rule('duplicate-asset-name')],
    draft: { ...threeSounds, assets: [BLIP, { ...COIN, name: BLIP.name }, { ...DING, id: COIN.id }] },
    at: (pack) => placeInPack(pack, '/asset_table/2/asset_id'),
    why: 'The second name repeats the first, and the last id the second.',
  },
  {
    name: 'names-ahead-of-order',
    cites: [rule('duplicate-asset-name'), rule('asset-order')],
    draft: { ...threeSounds, assets: [COIN, BLIP, { ...DING, name: COIN.name }] },
    at: (pack) => placeInPack(pack, '/asset_table/2/asset_name'),
    why: 'The second id is smaller than the first, and the last name repeats the first.',
  },
  {
    name: 'order-ahead-of-slices',
    cites: [rule('asset-order'), rule('slice-beyond-end')],
    draft: { ...threeSounds, assets: [BLIP, DING, COIN] },
    changes: { header: (header) => withField(header, 0, 'size', 900) },
    at: (pack) => placeInPack(pack, '/asset_table/2/asset_id'),
    why: 'The first slice ends behind the file, and the last id is smaller than the one before.',
  },
  {
    name: 'end-ahead-of-overlap',
    cites: [rule('slice-beyond-end'), rule('slice-overlap')],
    draft: threeSounds,
    changes: { header: (header) => withField(withField(header, 1, 'offset', 0), 2, 'size', 2) },
    at: (pack) => placeInPack(pack, '/asset_table/2/size'),
    why: 'The second slice begins within the first, and the last one ends behind the file.',
  },
  {
    name: 'gap-ahead-of-trailing-bytes',
    cites: [rule('slice-gap'), rule('trailing-payload')],
    draft: threeSounds,
    changes: {
      header: (header) => withField(header, 2, 'offset', 13),
      payload: (payload) => Uint8Array.from([...payload, 0, 0]),
    },
    at: (pack) => placeInPack(pack, '/asset_table/2/offset'),
    why: 'A byte stands ahead of the last slice, and one behind it.',
  },
  {
    name: 'trailing-bytes-ahead-of-preload',
    cites: [rule('trailing-payload'), rule('preload-unknown-asset')],
    draft: { ...threeSounds, preload: [{ asset_id: 1, slot: 0 }] },
    changes: { payload: (payload) => Uint8Array.from([...payload, 0]) },
    at: (pack) => ({ offset: pack.bytes.length - 1 }),
    why: 'An entry is of no asset, and a byte follows the last slice.',
  },
  {
    name: 'unknown-ahead-of-slot',
    cites: [rule('preload-unknown-asset'), rule('preload-slot-out-of-range')],
    draft: {
      ...threeSounds,
      preload: [
        { asset_id: 3, slot: 16 },
        { asset_id: 8, slot: 0 },
      ],
    },
    at: (pack) => placeInPack(pack, '/preload/1/asset_id'),
    why: 'The first slot is none, and the second entry of no asset.',
  },
  {
    name: 'repeated-ahead-of-conflict',
    cites: [rule('preload-duplicate-asset'), rule('preload-slot-conflict')],
    draft: {
      ...threeSounds,
      preload: [
        { asset_id: 3, slot: 0 },
        { asset_id: 7, slot: 0 },
        { asset_id: 7, slot: 1 },
      ],
    },
    at: (pack) => placeInPack(pack, '/preload/2/asset_id'),
    why: 'Two sounds are at one slot, and the second is asked for twice.',
  },
  {
    name: 'slot-ahead-of-order',
    cites: [rule('preload-slot-out-of-range'), rule('preload-order')],
    draft: {
      ...threeSounds,
      preload: [
        { asset_id: 7, slot: 0 },
        { asset_id: 3, slot: 1 },
        { asset_id: 9, slot: 16 },
      ],
    },
    at: (pack) => placeInPack(pack, '/preload/2/slot'),
    why: 'The second entry is of a smaller id, and the last slot is none.',
  },
];

// The first byte that differs is the first letter of the name that comes too early.
function placeOfSwap(): ExpectedLocation {
  const { line = 1, column = 0, offset: at = 0 } = markerPlace(SWAPPED_AND_EXTRA, '"slot"');
  return { line, column: column + 1, offset: at + 1 };
}

/** Packs that break two rules. */
export const orderRecipes: readonly Recipe[] = cases.map(({ draft = twoSounds, ...given }) =>
  reject({ ...given, draft, twin: draft === twoSounds ? 'two-sounds' : 'three-sounds' }),
);
