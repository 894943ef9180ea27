import type { ExpectedObservation, Recipe } from '../recipe.ts';
import { BLIP, COIN, emptyPack, twoSounds } from './base-packs.ts';
import { markerPlace, replaced } from './header-place.ts';
import {
  type JsonObject,
  type PackChanges,
  type PackDraft,
  packObservation,
  withField,
  writePack,
} from './pack-draft.ts';
import { accept, reject, rule } from './pack-recipe.ts';

const text = (draft: PackDraft): string => writePack(draft).header.text;
const SOUNDS = text(twoSounds);
const OFFSET = 32 + Buffer.byteLength(SOUNDS);
const zeros = (count: number): Uint8Array => new Uint8Array(count);
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** A pack that only core accepts. */
interface CoreCase {
  readonly name: string;
  readonly cites: readonly string[];
  readonly draft: PackDraft;
  readonly changes?: PackChanges;
  /** What is observed of another pack than the draft. */
  readonly observed?: ExpectedObservation;
  readonly why: string;
}

/** The observation of the two sounds with other slices, by their bytes. */
function slices(first: Uint8Array, last: Uint8Array, header: unknown): ExpectedObservation {
  const assets = [
    { ...BLIP, data: first },
    { ...COIN, data: last },
  ];
  return packObservation({ ...twoSounds, assets }, header);
}

const value = writePack(twoSounds).header.value;
const payload = writePack(twoSounds).payload;

function tableWith(index: number, fields: JsonObject): (header: JsonObject) => JsonObject {
  return (header) =>
    Object.entries(fields).reduce((changed, [field, number]) => withField(changed, index, field, number), header);
}

const complete: JsonObject = JSON.parse(SOUNDS);

/** Metadata with a name that is half a surrogate pair. */
const halfNamed: PackDraft = { ...twoSounds, assets: [{ ...BLIP, metadata: { '\ufffd': 1 } }, COIN] };
const HALF_NAMED = replaced(text(halfNamed), '\ufffd', '\\udc00');

const cases: readonly CoreCase[] = [
  {
    name: 'core-padding-ahead-of-payload',
    cites: [rule('payload-offset-mismatch')],
    draft: twoSounds,
    changes: { prelude: { payload_offset: OFFSET + 7 }, payload: (bytes) => join(zeros(7), bytes) },
    observed: slices(BLIP.data, COIN.data, value),
    why: 'The payload begins where the prelude says, seven bytes behind the header.',
  },
  {
    name: 'core-payload-within-header',
    cites: [rule('payload-offset-mismatch'), rule('trailing-payload')],
    draft: twoSounds,
    changes: { prelude: { payload_offset: 32 } },
    observed: slices(Buffer.from(SOUNDS.slice(0, 8)), Buffer.from(SOUNDS.slice(8, 12)), value),
    why: 'The payload begins with the header, and so does the first slice.',
  },
  {
    name: 'core-header-on-many-lines',
    cites: [rule('header-not-canonical')],
    draft: twoSounds,
    changes: { text: (canonical) => `${JSON.stringify(JSON.parse(canonical), undefined, 2)}\n` },
    why: 'The header is indented, and read by its values.',
  },
  {
    name: 'core-name-twice',
    cites: [rule('duplicate-asset-name')],
    draft: { ...twoSounds, assets: [BLIP, { ...COIN, name: BLIP.name }] },
    why: 'Two assets of one name are told apart by their ids.',
  },
  {
    name: 'core-slice-shared',
    cites: [rule('slice-overlap')],
    draft: twoSounds,
    changes: { header: tableWith(1, { offset: 4, size: 8 }) },
    observed: slices(payload.slice(0, 8), payload.slice(4, 12), tableWith(1, { offset: 4, size: 8 })(complete)),
    why: 'Two slices share four bytes.',
  },
  {
    name: 'core-bytes-between-slices',
    cites: [rule('slice-gap')],
    draft: twoSounds,
    changes: {
      header: tableWith(1, { offset: 11 }),
      payload: (bytes) => join(bytes.slice(0, 8), zeros(3), bytes.slice(8)),
    },
    observed: slices(BLIP.data, COIN.data, tableWith(1, { offset: 11 })(complete)),
    why: 'Three bytes between two slices are not looked at.',
  },
  {
    name: 'core-bytes-behind-slices',
    cites: [rule('trailing-payload')],
    draft: twoSounds,
    changes: { payload: (bytes) => join(bytes, writePack(emptyPack).bytes) },
    why: 'What follows the last slice is not looked at.',
  },
  {
    name: 'core-preload-of-nothing',
    cites: [rule('preload-unknown-asset')],
    draft: {
      ...twoSounds,
      preload: [
        { asset_id: 3, slot: 0 },
        { asset_id: 4, slot: 0 },
        { asset_id: 7, slot: 1 },
      ],
    },
    observed: {
      ...packObservation(twoSounds, {
        ...complete,
        preload: [
          { asset_id: 3, slot: 0 },
          { asset_id: 4, slot: 0 },
          { asset_id: 7, slot: 1 },
        ],
      }),
      references: [
        { from: { member: 'header', pointer: '/preload/0/asset_id' }, to: '3' },
        { from: { member: 'header', pointer: '/preload/2/asset_id' }, to: '7' },
      ],
    },
    why: 'An entry of no asset is not observed, and the others keep their places.',
  },
  {
    name: 'core-preload-twice',
    cites: [rule('preload-duplicate-asset')],
    draft: {
      ...twoSounds,
      preload: [
        { asset_id: 7, slot: 0 },
        { asset_id: 7, slot: 1 },
      ],
    },
    why: 'Each of two entries of one asset counts by itself.',
  },
  {
    name: 'core-slot-taken-twice',
    cites: [rule('preload-slot-conflict')],
    draft: {
      ...twoSounds,
      preload: [
        { asset_id: 3, slot: 2 },
        { asset_id: 7, slot: 2 },
      ],
    },
    why: 'Two sounds are asked for at one slot, and each counts by itself.',
  },
  {
    name: 'core-slots-of-no-bank',
    cites: [rule('preload-slot-out-of-range')],
    draft: {
      ...twoSounds,
      preload: [
        { asset_id: 3, slot: -1 },
        { asset_id: 7, slot: 16 },
      ],
    },
    why: 'Any integer is observed as a slot.',
  },
  {
    name: 'core-preload-in-another-order',
    cites: [rule('preload-order')],
    draft: {
      ...twoSounds,
      preload: [
        { asset_id: 7, slot: 0 },
        { asset_id: 3, slot: 1 },
      ],
    },
    why: 'The order of the entries does not matter, and is kept.',
  },
  {
    name: 'core-codec-twice',
    cites: ['json/duplicate-key'],
    draft: twoSounds,
    changes: { text: (canonical) => replaced(canonical, '"codec":"NONE"', '"codec":"RAW","codec":"NONE"', 1) },
    why: 'Of two codecs the last counts, and the first one is not looked at.',
  },
  {
    name: 'core-half-a-pair',
    cites: ['json/lone-surrogate'],
    draft: { ...twoSounds, assets: [{ ...BLIP, name: 'sfx\ufffd' }, COIN] },
    changes: { text: (canonical) => replaced(canonical, 'sfx\ufffd', 'sfx\\ud800') },
    why: 'Half a surrogate pair in a name is observed as U+FFFD.',
  },
  {
    name: 'core-half-a-pair-as-name',
    cites: ['json/lone-surrogate', rule('number-not-integer')],
    draft: halfNamed,
    changes: { text: () => HALF_NAMED },
    why: 'Half a surrogate pair in a name of the metadata is observed as U+FFFD.',
  },
  {
    name: 'core-size-beyond-doubles',
    cites: ['json/unsafe-integer'],
    draft: { ...twoSounds, assets: [BLIP, { ...COIN, decoded: 9007199254740992 }] },
    changes: { text: (canonical) => replaced(canonical, '9007199254740992', '9007199254740993') },
    why: 'An integer beyond 2^53 - 1 is observed as the nearest double.',
  },
];

const DOUBLED = replaced(SOUNDS, '"codec":"NONE"', '"codec":"NONE","codec":"RAW"', 2);
const FAR = replaced(SOUNDS, '"size":4', '"size":9007199254740993');
const FARTHER = replaced(SOUNDS, '"offset":0', '"offset":18446744073709551616');
const HALF_NAMED_FRACTION = replaced(HALF_NAMED, '"\\udc00":1', '"\\udc00":1.5');
const FRACTION_REPLACED = replaced(SOUNDS, '"channels":1', '"channels":1.5,"channels":1', 1);
const GREAT = replaced(SOUNDS, '"channels":1', '"channels":1e400', 1);

/** What core accepts that all rules refuse, and what it refuses for another reason. */
export const coreRecipes: readonly Recipe[] = [
  ...cases.map(({ name, cites, draft, changes, observed, why }) => {
    const recipe = accept({ name, cites, draft, why, profile: 'core', ...(changes && { changes }) });
    return observed === undefined ? recipe : { ...recipe, expect: { ...recipe.expect, observation: observed } };
  }),
  reject({
    name: 'core-second-codec-unknown',
    cites: [rule('unknown-codec'), 'json/duplicate-key'],
    profile: 'core',
    why: 'Of two codecs the last counts, which is none.',
    draft: twoSounds,
    changes: { text: () => DOUBLED },
    at: markerPlace(DOUBLED, '"RAW"', 1, '/asset_table/1/codec'),
    twin: 'two-sounds',
  }),
  reject({
    name: 'core-size-beyond-doubles-and-end',
    cites: [rule('slice-beyond-end'), 'json/unsafe-integer'],
    profile: 'core',
    why: 'Of a size beyond 2^53 - 1 the nearest double counts, and the slice ends behind the file.',
    draft: twoSounds,
    changes: { text: () => FAR },
    at: markerPlace(FAR, '9007199254740993', 1, '/asset_table/1/size'),
    twin: 'two-sounds',
  }),
  reject({
    name: 'core-offset-beyond-doubles-and-end',
    cites: [rule('slice-beyond-end'), 'json/unsafe-integer'],
    profile: 'core',
    why: 'The lower 64 bits of an offset are 0, and the nearest double lies behind the file.',
    draft: twoSounds,
    changes: { text: () => FARTHER },
    at: markerPlace(FARTHER, '8}', 1, '/asset_table/0/size'),
    twin: 'two-sounds',
  }),
  reject({
    name: 'core-fraction-of-half-a-pair',
    cites: [rule('number-not-integer'), 'json/lone-surrogate'],
    profile: 'core',
    why: 'A number with a fraction has half a surrogate pair as its name, which its pointer gives as it is observed.',
    draft: halfNamed,
    changes: { text: () => HALF_NAMED_FRACTION },
    at: markerPlace(HALF_NAMED_FRACTION, '1.5', 1, '/asset_table/0/metadata/\ufffd'),
    twin: 'core-half-a-pair-as-name',
  }),
  reject({
    name: 'core-fraction-replaced',
    cites: [rule('number-not-integer'), 'json/duplicate-key'],
    profile: 'core',
    why: 'A number with a fraction stands in a member that a later one of its name replaces.',
    draft: twoSounds,
    changes: { text: () => FRACTION_REPLACED },
    at: markerPlace(FRACTION_REPLACED, '1.5', 1, '/asset_table/0/metadata/channels'),
    twin: 'two-sounds',
  }),
  reject({
    name: 'core-number-too-great',
    cites: [rule('number-not-integer'), 'json/number-overflow'],
    profile: 'core',
    why: 'A number that is too great can be read by core, and is written with an exponent.',
    draft: twoSounds,
    changes: { text: () => GREAT },
    at: markerPlace(GREAT, '1e400', 1, '/asset_table/0/metadata/channels'),
    twin: 'two-sounds',
  }),
];
