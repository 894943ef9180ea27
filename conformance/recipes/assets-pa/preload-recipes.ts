import type { Recipe } from '../recipe.ts';
import type { AssetDraft, PackDraft, WrittenPack } from './pack-draft.ts';
import { placeInPack } from './pack-draft.ts';
import { accept, reject, rule } from './pack-recipe.ts';

function asset(id: number, bank: string): AssetDraft {
  return { id, name: `asset_${id}`, bank, data: Uint8Array.of(id % 251) };
}

/** Six assets of all bank types; ids have one, two and three digits. */
const ASSETS = [
  asset(2, 'SOUNDS'),
  asset(9, 'GLYPH'),
  asset(10, 'SOUNDS'),
  asset(11, 'SCENE'),
  asset(100, 'SOUNDS'),
  asset(101, 'GLYPH'),
];

type Entry = PackDraft['preload'][number];

const entry = (asset_id: number, slot: number): Entry => ({ asset_id, slot });

function preloading(...preload: readonly Entry[]): PackDraft {
  return { assets: ASSETS, preload };
}

/** Each of the six at a slot of its own within its bank type. */
const ALL: readonly Entry[] = [entry(2, 0), entry(9, 0), entry(10, 1), entry(11, 0), entry(100, 2), entry(101, 1)];

/** The six, one of which is asked for in another way. */
function withEntry(index: number, changed: Partial<Entry>): PackDraft {
  return preloading(...ALL.map((one, at) => (at === index ? { ...one, ...changed } : one)));
}

interface PreloadCase {
  readonly name: string;
  readonly rule: string;
  readonly draft: PackDraft;
  readonly at: string;
  readonly why: string;
}

const cases: readonly PreloadCase[] = [
  {
    name: 'preload-of-nothing-first',
    rule: 'preload-unknown-asset',
    draft: withEntry(0, { asset_id: 1 }),
    at: '/preload/0/asset_id',
    why: 'There is no asset 1, which is the place of an entry in the table.',
  },
  {
    name: 'preload-of-nothing-middle',
    rule: 'preload-unknown-asset',
    draft: withEntry(3, { asset_id: 12 }),
    at: '/preload/3/asset_id',
    why: 'There is no asset 12 between those that there are.',
  },
  {
    name: 'preload-of-nothing-last',
    rule: 'preload-unknown-asset',
    draft: withEntry(5, { asset_id: 102 }),
    at: '/preload/5/asset_id',
    why: 'There is no asset behind the last one.',
  },
  {
    name: 'preload-of-zero',
    rule: 'preload-unknown-asset',
    draft: withEntry(0, { asset_id: 0 }),
    at: '/preload/0/asset_id',
    why: 'There is no asset 0, which is the place of the first entry.',
  },
  {
    name: 'preload-of-negative-id',
    rule: 'preload-unknown-asset',
    draft: withEntry(0, { asset_id: -2 }),
    at: '/preload/0/asset_id',
    why: 'There is no asset -2.',
  },
  {
    name: 'preload-of-id-of-33-bits',
    rule: 'preload-unknown-asset',
    draft: withEntry(5, { asset_id: 2 ** 32 + 101 }),
    at: '/preload/5/asset_id',
    why: 'The lower 32 bits are the id of an asset.',
  },
  {
    name: 'preload-twice-side-by-side',
    rule: 'preload-duplicate-asset',
    draft: preloading(entry(2, 0), entry(2, 1)),
    at: '/preload/1/asset_id',
    why: 'One asset is asked for twice, at two slots.',
  },
  {
    name: 'preload-twice-at-one-slot',
    rule: 'preload-duplicate-asset',
    draft: preloading(entry(9, 3), entry(9, 3)),
    at: '/preload/1/asset_id',
    why: 'An entry stands twice.',
  },
  {
    name: 'preload-twice-at-the-end',
    rule: 'preload-duplicate-asset',
    draft: preloading(...ALL, entry(101, 15)),
    at: '/preload/6/asset_id',
    why: 'The last asset is asked for twice.',
  },
  {
    name: 'slot-taken-twice',
    rule: 'preload-slot-conflict',
    draft: withEntry(2, { slot: 0 }),
    at: '/preload/2/slot',
    why: 'Two sounds are asked for at the first slot, with a glyph sheet at its own between them.',
  },
  {
    name: 'slot-taken-twice-at-the-end',
    rule: 'preload-slot-conflict',
    draft: withEntry(5, { slot: 0 }),
    at: '/preload/5/slot',
    why: 'The last glyph sheet is asked for where the other one is.',
  },
  {
    name: 'last-slot-taken-twice',
    rule: 'preload-slot-conflict',
    draft: preloading(entry(2, 15), entry(100, 15)),
    at: '/preload/1/slot',
    why: 'Two sounds are asked for at the last slot.',
  },
  {
    name: 'slot-16-taken-twice',
    rule: 'preload-slot-conflict',
    draft: preloading(entry(2, 16), entry(100, 16)),
    at: '/preload/1/slot',
    why: 'Two sounds are asked for at one slot, which no bank type has.',
  },
  {
    name: 'slot-16',
    rule: 'preload-slot-out-of-range',
    draft: withEntry(4, { slot: 16 }),
    at: '/preload/4/slot',
    why: 'The slots are those from 0 to 15.',
  },
  {
    name: 'slot-minus-1',
    rule: 'preload-slot-out-of-range',
    draft: withEntry(0, { slot: -1 }),
    at: '/preload/0/slot',
    why: 'The slots are counted from 0.',
  },
  {
    name: 'slot-minus-1-at-the-end',
    rule: 'preload-slot-out-of-range',
    draft: withEntry(5, { slot: -1 }),
    at: '/preload/5/slot',
    why: 'The last slot is negative.',
  },
  {
    name: 'slot-256',
    rule: 'preload-slot-out-of-range',
    draft: withEntry(3, { slot: 256 }),
    at: '/preload/3/slot',
    why: 'The lower 8 bits of the slot are 0.',
  },
  {
    name: 'slot-of-33-bits',
    rule: 'preload-slot-out-of-range',
    draft: withEntry(3, { slot: 2 ** 32 }),
    at: '/preload/3/slot',
    why: 'The lower 32 bits of the slot are 0.',
  },
  {
    name: 'slot-greatest',
    rule: 'preload-slot-out-of-range',
    draft: withEntry(5, { slot: 2 ** 53 - 1 }),
    at: '/preload/5/slot',
    why: 'The slot is the greatest integer there is.',
  },
  {
    name: 'preload-in-another-order',
    rule: 'preload-order',
    draft: preloading(entry(9, 0), entry(2, 0)),
    at: '/preload/1/asset_id',
    why: 'The second entry is of a smaller id than the first.',
  },
  {
    name: 'preload-in-order-of-digits',
    rule: 'preload-order',
    draft: preloading(entry(10, 0), entry(100, 1), entry(2, 2)),
    at: '/preload/2/asset_id',
    why: 'The entries are in the order of the digits of their ids.',
  },
  {
    name: 'preload-in-order-of-slots',
    rule: 'preload-order',
    draft: preloading(entry(100, 0), entry(10, 1), entry(2, 2)),
    at: '/preload/1/asset_id',
    why: 'The entries are in the order of their slots, and the ids fall.',
  },
  {
    name: 'preload-in-order-of-banks',
    rule: 'preload-order',
    draft: preloading(entry(9, 0), entry(101, 1), entry(11, 0)),
    at: '/preload/2/asset_id',
    why: 'The entries are in the order of bank types, and of ids within each.',
  },
];

/** Sixteen assets of each bank type, all of them preloaded. */
const full: PackDraft = (() => {
  const assets = Array.from({ length: 48 }, (_, index) =>
    asset(index + 1, ['SOUNDS', 'GLYPH', 'SCENE'][index % 3] ?? ''),
  );
  return { assets, preload: assets.map(({ id }, index) => entry(id, 15 - Math.floor(index / 3))) };
})();

/** A pack whose every slot is taken: as many preload entries as there can be. */
export const everySlot: PackDraft = full;

/** What is preloaded, and where. */
export const preloadRecipes: readonly Recipe[] = [
  accept({
    name: 'six-preloaded',
    cites: ['unknown-asset', 'duplicate-asset', 'slot-conflict', 'order'].map((name) => rule(`preload-${name}`)),
    why: 'Six assets are preloaded; those of other bank types are at the same slots.',
    draft: preloading(...ALL),
  }),
  accept({
    name: 'every-slot-taken',
    cites: ['slot-out-of-range', 'slot-conflict'].map((name) => rule(`preload-${name}`)),
    why: 'Each of 16 slots of each bank type is taken, and slots fall where ids rise.',
    draft: everySlot,
  }),
  accept({
    name: 'slots-with-gaps',
    cites: ['slot-out-of-range', 'order'].map((name) => rule(`preload-${name}`)),
    why: 'The first and the last slot are taken, and none between.',
    draft: preloading(entry(2, 15), entry(10, 0), entry(101, 15)),
  }),
  accept({
    name: 'nothing-preloaded',
    cites: ['unknown-asset', 'duplicate-asset'].map((name) => rule(`preload-${name}`)),
    why: 'No asset is asked for.',
    draft: preloading(),
  }),
  ...cases.map(({ name, rule: broken, draft, at, why }) =>
    reject({
      name,
      cites: [rule(broken)],
      why,
      draft,
      at: (pack: WrittenPack) => placeInPack(pack, at),
      twin: draft.preload.length < 4 ? 'nothing-preloaded' : 'six-preloaded',
    }),
  ),
];
