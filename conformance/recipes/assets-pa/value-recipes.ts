import type { ExpectedLocation, Recipe } from '../recipe.ts';
import { BLIP, COIN, twoSounds } from './base-packs.ts';
import { markerPlace, replaced } from './header-place.ts';
import { type PackDraft, writePack } from './pack-draft.ts';
import { accept, reject } from './pack-recipe.ts';

/** The two sounds, with other metadata of the first or the last one. */
function withMetadata(metadata: unknown, asset: 'first' | 'last' = 'last'): PackDraft {
  const assets = asset === 'first' ? [{ ...BLIP, metadata }, COIN] : [BLIP, { ...COIN, metadata }];
  return { ...twoSounds, assets };
}

/** A pack that is accepted, and the edit of its header's text that breaks a rule on values. */
interface ValuePair {
  readonly name: string;
  readonly rule: string;
  readonly mended: PackDraft;
  readonly edit: readonly [from: string, to: string, nth?: number];
  readonly place: (text: string) => ExpectedLocation;
  readonly why: string;
  readonly whyMended: string;
}

const LAST = '/asset_table/1/metadata';

function nested(levels: number, inner: unknown = []): unknown {
  return levels === 0 ? inner : [nested(levels - 1, inner)];
}

/** The metadata is level 4, so that a list in it is level 5. */
const DEEPEST = 60;

const pairs: readonly ValuePair[] = [
  {
    name: 'codec-twice',
    rule: 'json/duplicate-key',
    mended: twoSounds,
    edit: ['"codec":"NONE"', '"codec":"NONE","codec":"NONE"', 1],
    place: (text) => markerPlace(text, '"codec"', 2, '/asset_table/0/codec'),
    why: 'The codec of the first asset stands twice, both times alike.',
    whyMended: 'Every name stands once.',
  },
  {
    name: 'size-twice',
    rule: 'json/duplicate-key',
    mended: twoSounds,
    edit: ['"size":4', '"size":4,"size":4000'],
    place: (text) => markerPlace(text, '"size"', 3, '/asset_table/1/size'),
    why: 'The size of the last asset stands twice, and readers take the one or the other.',
    whyMended: 'Every name stands once.',
  },
  {
    name: 'preload-twice',
    rule: 'json/duplicate-key',
    mended: twoSounds,
    edit: ['"preload":[', '"preload":[],"preload":['],
    place: (text) => markerPlace(text, '"preload"', 2, '/preload'),
    why: 'The header has two lists of what is preloaded.',
    whyMended: 'Every name stands once.',
  },
  {
    name: 'slot-twice',
    rule: 'json/duplicate-key',
    mended: twoSounds,
    edit: ['"slot":0', '"slot":0,"slot":1'],
    place: (text) => markerPlace(text, '"slot"', 2, '/preload/0/slot'),
    why: 'A preload entry has two slots.',
    whyMended: 'Every name stands once.',
  },
  {
    name: 'metadata-name-twice-deep',
    rule: 'json/duplicate-key',
    mended: withMetadata({ samples: [{ hit: { length: 2, offset: 0 } }, { hit: { length: 2, offset: 2 } }] }),
    edit: ['"offset":2', '"offset":2,"offset":2'],
    place: (text) => markerPlace(text, '"offset":2', 2, `${LAST}/samples/1/hit/offset`),
    why: 'A name stands twice in an object deep in the metadata.',
    whyMended: 'The same names stand in objects of their own.',
  },
  {
    name: 'metadata-name-twice-escaped',
    rule: 'json/duplicate-key',
    mended: withMetadata({ rate: 1, ratf: 2 }, 'first'),
    edit: ['"ratf"', '"rat\\u0065"'],
    place: (text) => markerPlace(text, '"rat\\u0065"', 1, '/asset_table/0/metadata/rate'),
    why: 'Two names are the same once the escape sequence is resolved.',
    whyMended: 'The names differ in their last letter.',
  },
  {
    name: 'metadata-prototype-twice',
    rule: 'json/duplicate-key',
    mended: withMetadata(JSON.parse('{"__proto__":{},"constructor":1,"toString":2}')),
    edit: ['"__proto__":{}', '"__proto__":{},"__proto__":{}'],
    place: (text) => markerPlace(text, '"__proto__"', 2, `${LAST}/__proto__`),
    why: 'A name that some languages treat as special stands twice.',
    whyMended: 'Names that some languages treat as special are names like any other.',
  },
  {
    name: 'metadata-empty-name-twice',
    rule: 'json/duplicate-key',
    mended: withMetadata({ '': null }),
    edit: ['"":null', '"":null,"":null'],
    place: (text) => markerPlace(text, '"":null', 2, `${LAST}/`),
    why: 'The empty name stands twice, both times with null.',
    whyMended: 'A name may be empty, and a value in the metadata null.',
  },
  {
    name: 'name-of-half-a-pair',
    rule: 'json/lone-surrogate',
    mended: { ...twoSounds, assets: [{ ...BLIP, name: 'sfx\u{1f600}' }, COIN] },
    edit: ['sfx\u{1f600}', 'sfx\\ud83d'],
    place: (text) => markerPlace(text, '\\ud83d', 1, '/asset_table/0/asset_name'),
    why: 'A name holds half of a surrogate pair.',
    whyMended: 'A name holds a character beyond the basic plane.',
  },
  {
    name: 'metadata-name-of-half-a-pair',
    rule: 'json/lone-surrogate',
    mended: withMetadata({ x: 1, '\u{10ffff}': 2 }),
    edit: ['\u{10ffff}', '\\udfff'],
    place: (text) => markerPlace(text, '\\udfff', 1, `${LAST}/\ufffd`),
    why: 'A name in the metadata holds half of a surrogate pair.',
    whyMended: 'The greatest code point is a name.',
  },
  {
    name: 'metadata-halves-in-wrong-order',
    rule: 'json/lone-surrogate',
    mended: withMetadata({ icons: ['\u{1f600}'] }),
    edit: ['\u{1f600}', '\\ude00\\ud83d'],
    place: (text) => markerPlace(text, '\\ude00', 1, `${LAST}/icons/0`),
    why: 'The halves of a pair stand in the wrong order.',
    whyMended: 'The character stands as it is.',
  },
  {
    name: 'decoded-size-2-53',
    rule: 'json/unsafe-integer',
    mended: { ...twoSounds, assets: [BLIP, { ...COIN, decoded: 9007199254740991 }] },
    edit: ['9007199254740991', '9007199254740992'],
    place: (text) => markerPlace(text, '9007199254740992', 1, '/asset_table/1/decoded_size'),
    why: 'A size is 2^53, the first integer that doubles do not tell from the next.',
    whyMended: '2^53 - 1 is the greatest integer that is allowed.',
  },
  {
    name: 'metadata-minus-2-53',
    rule: 'json/unsafe-integer',
    mended: withMetadata({ range: [-9007199254740991, 9007199254740991] }),
    edit: ['-9007199254740991', '-9007199254740993'],
    place: (text) => markerPlace(text, '-9007199254740993', 1, `${LAST}/range/0`),
    why: 'An integer in the metadata is -2^53 - 1, which readers round.',
    whyMended: 'The least and the greatest integer that are allowed.',
  },
  {
    name: 'metadata-integer-of-64-bits',
    rule: 'json/unsafe-integer',
    mended: withMetadata({ seed: 1844674407370955 }),
    edit: ['1844674407370955', '18446744073709551615'],
    place: (text) => markerPlace(text, '18446744073709551615', 1, `${LAST}/seed`),
    why: 'The greatest integer of 64 bits is beyond what all readers hold.',
    whyMended: 'An integer of sixteen digits.',
  },
  {
    name: 'offset-rounded-to-the-right-one',
    rule: 'json/unsafe-integer',
    mended: { ...twoSounds, assets: [{ ...BLIP, decoded: 9007199254740990 }, COIN] },
    edit: ['9007199254740990', '90071992547409900000000000'],
    place: (text) => markerPlace(text, '90071992547409900000000000', 1, '/asset_table/0/decoded_size'),
    why: 'A size has 26 digits.',
    whyMended: 'A size is close to the greatest integer.',
  },
  {
    name: 'metadata-number-too-great',
    rule: 'json/number-overflow',
    mended: withMetadata({ gain: 100000 }),
    edit: ['100000', '1e400'],
    place: (text) => markerPlace(text, '1e400', 1, `${LAST}/gain`),
    why: 'The number is no integer, and too great for a double as well: the header cannot be read.',
    whyMended: 'The number is an integer.',
  },
  {
    name: 'metadata-number-too-small',
    rule: 'json/number-underflow',
    mended: withMetadata({ gain: 1 }, 'first'),
    edit: ['"gain":1', '"gain":1e-400'],
    place: (text) => markerPlace(text, '1e-400', 1, '/asset_table/0/metadata/gain'),
    why: 'The number is no integer, and too small for a double as well: the header cannot be read.',
    whyMended: 'The number is an integer.',
  },
  {
    name: 'metadata-of-65-levels',
    rule: 'json/nesting-too-deep',
    mended: withMetadata({ deep: nested(DEEPEST - 1) }),
    edit: ['[]]', '[[]]]'],
    place: (text) => markerPlace(text, '[]]'),
    why: 'The innermost list is level 65, counted from the header.',
    whyMended: 'The innermost list is level 64.',
  },
  {
    name: 'metadata-of-65-levels-of-objects',
    rule: 'json/nesting-too-deep',
    mended: withMetadata(objects(DEEPEST), 'first'),
    edit: ['{"a":{}}', '{"a":{"a":{}}}'],
    place: (text) => markerPlace(text, '{}'),
    why: 'The innermost object is level 65, counted from the header.',
    whyMended: 'The innermost object is level 64.',
  },
];

function objects(levels: number): unknown {
  return levels === 0 ? {} : { a: objects(levels - 1) };
}

/** Headers that hold to the grammar of JSON and break a rule of strict-json on values. */
export const valueRecipes: readonly Recipe[] = pairs.flatMap((pair): readonly Recipe[] => {
  const { name, rule, mended, edit, place, why, whyMended } = pair;
  const isWorked = mended === twoSounds;
  const text = replaced(writePack(mended).header.text, ...edit);
  const twin = isWorked ? 'two-sounds' : `${name}-mended`;
  const broken = reject({
    name,
    cites: [rule],
    why,
    draft: mended,
    changes: { text: () => text },
    at: place(text),
    twin,
  });
  return isWorked ? [broken] : [accept({ name: twin, cites: [rule], why: whyMended, draft: mended }), broken];
});
