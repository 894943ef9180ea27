import type { ExpectedLocation, Recipe } from '../recipe.ts';
import { BLIP, COIN, twoSounds } from './base-packs.ts';
import { markerPlace, replaced } from './header-place.ts';
import { PRELUDE_SIZE } from './pack-builder.ts';
import { type PackDraft, writePack } from './pack-draft.ts';
import { accept, reject } from './pack-recipe.ts';

const CANONICAL = 'assets-pa/header-not-canonical';
const INTEGER = 'assets-pa/number-not-integer';

/** Texts that are written in another way than most writers do, in the metadata of the last asset. */
const spelled: PackDraft = {
  ...twoSounds,
  assets: [
    BLIP,
    {
      ...COIN,
      metadata: {
        control: '\b\t\n\f\r\u0000\u000b\u001f',
        delete: '\u007f\u0080',
        letters: 'aé\u0301',
        plain: 'a/b',
        quoted: '"\\',
        separators: '\u2028\u2029',
        smile: '\u{1f600}',
        unassigned: '\ufeff\uffff',
      },
    },
  ],
};

/** Names whose order is easily got wrong. */
const ordered: PackDraft = {
  ...twoSounds,
  assets: [
    { ...BLIP, metadata: { '': 0, '10': 1, '9': 2, B: 3, Z: 4, _: 5, a: 6, ab: 7, 'a\u0000': 8, b: 9 } },
    { ...COIN, metadata: { deep: [{ é: 1, z: 2, '\u{1f600}': 3, '\ue000': 4, '\ufb33': 5 }] } },
  ],
};

/** A name that begins with an escape, so that two that are in the wrong order may begin alike. */
const escaped: PackDraft = { ...twoSounds, assets: [BLIP, { ...COIN, metadata: { '\n': 1, channels: 2 } }] };

/** Names that differ in the last byte of a character, and in the second half of a surrogate pair. */
const alike: PackDraft = {
  ...twoSounds,
  assets: [
    { ...BLIP, metadata: { 'x\u00e8': 1, 'x\u00e9': 2 } },
    { ...COIN, metadata: { '\u{1f600}': 1, '\u{1f601}': 2 } },
  ],
};

interface CanonicalCase {
  readonly name: string;
  readonly draft: PackDraft;
  readonly twin: string;
  readonly text: string;
  readonly why: string;
}

const SOUNDS = writePack(twoSounds).header.text;
const SPELLED = writePack(spelled).header.text;
const ORDERED = writePack(ordered).header.text;
const ALIKE = writePack(alike).header.text;

function ofSounds(name: string, [from, to, nth]: readonly [string, string, number?], why: string): CanonicalCase {
  return { name, draft: twoSounds, twin: 'two-sounds', text: replaced(SOUNDS, from, to, nth), why };
}

function ofSpelled(name: string, [from, to, nth]: readonly [string, string, number?], why: string): CanonicalCase {
  return { name, draft: spelled, twin: 'texts-spelled-canonically', text: replaced(SPELLED, from, to, nth), why };
}

function ofOrdered(name: string, [from, to]: readonly [string, string], why: string): CanonicalCase {
  return { name, draft: ordered, twin: 'names-in-canonical-order', text: replaced(ORDERED, from, to), why };
}

function ofAlike(name: string, [from, to]: readonly [string, string], why: string): CanonicalCase {
  return { name, draft: alike, twin: 'names-that-begin-alike', text: replaced(ALIKE, from, to), why };
}

const cases: readonly CanonicalCase[] = [
  ofSounds('space-after-colon', ['"size":4', '"size": 4'], 'A space stands ahead of the last size.'),
  ofSounds('space-ahead-of-header', ['{"asset_table"', ' {"asset_table"'], 'The header begins with a space.'),
  ofSounds('space-after-comma', ['"offset":0,', '"offset":0, '], 'A space follows a comma.'),
  ofSounds('tab-in-preload', ['[{"asset_id":7,"slot"', '[\t{"asset_id":7,"slot"'], 'A tab stands in the preload list.'),
  ofSounds('carriage-return-in-metadata', ['"channels":1', '\r\n"channels":1', 1], 'A line break stands in metadata.'),
  { ...ofSounds('line-break-behind-header', ['0}]}', '0}]}\n'], 'A line break ends the header.'), text: `${SOUNDS}\n` },
  {
    ...ofSounds('header-on-many-lines', ['{', '{', 1], 'The header is indented.'),
    text: JSON.stringify(JSON.parse(SOUNDS), undefined, 2),
  },
  {
    ...ofSounds('preload-ahead-of-table', ['{', '{', 1], 'The members of the header stand in another order.'),
    text: `{${SOUNDS.slice(SOUNDS.indexOf('"preload"'), -1)},${SOUNDS.slice(1, SOUNDS.indexOf(',"preload"'))}}`,
  },
  ofSounds(
    'size-ahead-of-offset',
    ['"offset":8,"size":4', '"size":4,"offset":8'],
    'Two members of the last entry are swapped.',
  ),
  ofSounds(
    'name-ahead-of-id',
    ['"asset_id":3,"asset_name":"sfx_blip"', '"asset_name":"sfx_blip","asset_id":3'],
    'The first entry begins with its name.',
  ),
  ofSounds(
    'slot-ahead-of-id',
    ['"asset_id":7,"slot":0', '"slot":0,"asset_id":7'],
    'The members of a preload entry are swapped.',
  ),
  ofSounds(
    'metadata-members-swapped',
    ['"channels":1,"sample_rate":22050', '"sample_rate":22050,"channels":1', 2],
    'The members of the last metadata are swapped.',
  ),
  ofSounds(
    'letter-escaped-in-member-name',
    ['"preload"', '"pre\\u006coad"'],
    'A letter of a member of the header is escaped.',
  ),
  ofSounds('letter-escaped-in-asset-name', ['sfx_blip', 'sfx_\\u0062lip'], 'A letter of a name is escaped.'),
  ofSounds(
    'letter-escaped-in-metadata-name',
    ['"channels"', '"\\u0063hannels"', 2],
    'A letter of a name in the metadata is escaped.',
  ),
  ofSpelled('solidus-escaped', ['a/b', 'a\\/b'], 'A solidus is escaped, as some writers do for HTML.'),
  ofSpelled('letter-beyond-ascii-escaped', ['é', '\\u00e9'], 'A letter beyond ASCII is escaped.'),
  ofSpelled('pair-escaped', ['\u{1f600}', '\\ud83d\\ude00'], 'A character beyond the basic plane is escaped.'),
  ofSpelled('hexadecimal-digits-upper-case', ['\\u001f', '\\u001F'], 'An escape has an upper-case digit.'),
  ofSpelled(
    'backspace-as-number',
    ['\\b', '\\u0008'],
    'A control character that has an escape of its own is written by its number.',
  ),
  ofSpelled('line-feed-as-number', ['\\n', '\\u000a'], 'A line feed is written by its number.'),
  ofSpelled('quotation-mark-as-number', ['\\"', '\\u0022', 1], 'A quotation mark is written by its number.'),
  ofSpelled('reverse-solidus-as-number', ['\\\\', '\\u005c'], 'A reverse solidus is written by its number.'),
  ofSpelled('delete-escaped', ['\u007f', '\\u007f'], 'U+007F needs no escape.'),
  ofSpelled('line-separator-escaped', ['\u2028', '\\u2028'], 'U+2028 is escaped, as writers of JavaScript do.'),
  ofSpelled('mark-escaped', ['\ufeff', '\\ufeff'], 'U+FEFF within a text needs no escape.'),
  ofOrdered(
    'names-by-code-point',
    ['"\u{1f600}":3,"\ue000":4,"\ufb33":5', '"\ue000":4,"\ufb33":5,"\u{1f600}":3'],
    'Names are sorted by code points, so that one beyond the basic plane comes last.',
  ),
  ofOrdered('names-by-number', ['"10":1,"9":2', '"9":2,"10":1'], 'Names of digits are sorted by their numbers.'),
  ofOrdered(
    'names-without-case',
    ['"B":3,"Z":4,"_":5,"a":6,"a\\u0000":8,"ab":7,"b":9', '"_":5,"a":6,"a\\u0000":8,"ab":7,"B":3,"b":9,"Z":4'],
    'Names are sorted as a dictionary does.',
  ),
  ofOrdered(
    'longer-name-first',
    ['"a":6,"a\\u0000":8,"ab":7', '"ab":7,"a\\u0000":8,"a":6'],
    'A name stands ahead of its own beginning.',
  ),
  {
    name: 'escaped-name-ahead-of-escape',
    draft: escaped,
    twin: 'name-that-begins-with-an-escape',
    text: replaced(writePack(escaped).header.text, '"\\n":1,"channels":2', '"\\u0063hannels":2,"\\n":1'),
    why: 'A name with a needless escape stands ahead of a smaller one, which is written with an escape as well.',
  },
  ofOrdered('empty-name-last', ['"":0,"10":1', '"10":1,"":0'], 'The empty name does not come first.'),
  ofOrdered(
    'accent-among-letters',
    ['"z":2,"é":1', '"é":1,"z":2'],
    'A letter with an accent is sorted beside the one without.',
  ),
  ofAlike(
    'names-of-one-first-byte-swapped',
    ['"x\u00e8":1,"x\u00e9":2', '"x\u00e9":2,"x\u00e8":1'],
    'Two letters that differ in their second byte alone are swapped; the place is that of the letter.',
  ),
  ofAlike(
    'names-of-one-high-surrogate-swapped',
    ['"\u{1f600}":1,"\u{1f601}":2', '"\u{1f601}":2,"\u{1f600}":1'],
    'Two characters that differ in the low surrogate alone are swapped; the place is that of the character.',
  ),
];

/** The first character in which two texts differ, as a place in the pack. */
function firstDifference(canonical: string, text: string): ExpectedLocation {
  const expected = [...canonical];
  const characters = [...text];
  let index = 0;
  while (index < expected.length && expected[index] === characters[index]) index += 1;
  const before = characters.slice(0, index).join('');
  const line = before.split('\n').length;
  const column = [...(before.split('\n').at(-1) ?? '')].length + 1;
  return { line, column, offset: PRELUDE_SIZE + Buffer.byteLength(before) };
}

interface NumberCase {
  readonly name: string;
  readonly edit: readonly [from: string, to: string, nth?: number];
  readonly marker: string;
  readonly pointer: string;
  readonly why: string;
}

const numbered: PackDraft = {
  ...twoSounds,
  assets: [{ ...BLIP, metadata: { list: [{ gain: -1 }, 0, 1000] } }, COIN],
};
const NUMBERED = writePack(numbered).header.text;
const LIST = '/asset_table/0/metadata/list';
const ONE_BY_EXPONENT = `0.${'0'.repeat(99_999)}1e100000`;

const numbers: readonly NumberCase[] = [
  {
    name: 'size-with-fraction',
    edit: ['"size":8', '"size":8.0'],
    marker: '8.0',
    pointer: '/asset_table/0/size',
    why: 'A size is written with a fraction, which is zero.',
  },
  {
    name: 'last-size-with-fraction',
    edit: ['"size":4', '"size":4.0'],
    marker: '4.0',
    pointer: '/asset_table/1/size',
    why: 'The last size is written with a fraction, which is zero.',
  },
  {
    name: 'offset-with-exponent',
    edit: ['"offset":8', '"offset":8e0'],
    marker: '8e0',
    pointer: '/asset_table/1/offset',
    why: 'An offset is written with an exponent, which is zero.',
  },
  {
    name: 'offset-minus-zero',
    edit: ['"offset":0', '"offset":-0'],
    marker: '-0',
    pointer: '/asset_table/0/offset',
    why: 'The first offset is the zero with a sign.',
  },
  {
    name: 'id-with-fraction',
    edit: ['"asset_id":3', '"asset_id":3.0'],
    marker: '3.0',
    pointer: '/asset_table/0/asset_id',
    why: 'An id is written with a fraction, which is zero.',
  },
  {
    name: 'slot-with-exponent',
    edit: ['"slot":0', '"slot":0E+0'],
    marker: '0E+0',
    pointer: '/preload/0/slot',
    why: 'A slot is written with an exponent, in capitals.',
  },
  {
    name: 'preloaded-id-with-fraction',
    edit: ['[{"asset_id":7', '[{"asset_id":7.00'],
    marker: '7.00',
    pointer: '/preload/0/asset_id',
    why: 'The id of a preload entry has a fraction, which is zero.',
  },
  {
    name: 'metadata-half',
    edit: ['"gain":-1', '"gain":0.5'],
    marker: '0.5',
    pointer: `${LIST}/0/gain`,
    why: 'A number deep in the metadata is a half.',
  },
  {
    name: 'metadata-thousand-with-exponent',
    edit: ['1000]', '1e3]'],
    marker: '1e3',
    pointer: `${LIST}/2`,
    why: 'A whole number in the metadata is written with an exponent.',
  },
  {
    name: 'metadata-minus-zero',
    edit: ['},0,', '},-0,'],
    marker: '-0',
    pointer: `${LIST}/1`,
    why: 'A number in the metadata is the zero with a sign.',
  },
  {
    name: 'metadata-smallest-double',
    edit: ['1000]', '5e-324]'],
    marker: '5e-324',
    pointer: `${LIST}/2`,
    why: 'A number is the smallest that a double holds.',
  },
  {
    name: 'metadata-canonical-exponent',
    edit: ['1000]', '1e+21]'],
    marker: '1e+21',
    pointer: `${LIST}/2`,
    why: 'A whole number is so great that the canonical form of RFC 8785 has an exponent.',
  },
  {
    name: 'metadata-integer-rounded-by-fraction',
    edit: ['1000]', '9007199254740993.0]'],
    marker: '9007199254740993.0',
    pointer: `${LIST}/2`,
    why: 'A number beyond 2^53 is written with a fraction, which strict-json lets pass.',
  },
  {
    name: 'metadata-exponent-of-six-digits',
    edit: ['1000]', `${ONE_BY_EXPONENT}]`],
    marker: ONE_BY_EXPONENT,
    pointer: `${LIST}/2`,
    why: 'A number with an exponent of six digits is 1: neither too great for a double nor an integer as written.',
  },
];

/** Headers that hold to JSON, and are not written as the canonical form asks. */
export const canonicalRecipes: readonly Recipe[] = [
  accept({
    name: 'texts-spelled-canonically',
    cites: [CANONICAL, 'json/unescaped-control-character', 'json/invalid-escape'],
    why: 'Only control characters, quotation marks and reverse solidi are escaped, each in the shortest form.',
    draft: spelled,
  }),
  accept({
    name: 'names-in-canonical-order',
    cites: [CANONICAL, 'json/duplicate-key'],
    why: 'Names are sorted by UTF-16 units: the empty one first, 10 ahead of 9, capitals ahead of small letters.',
    draft: ordered,
  }),
  accept({
    name: 'name-that-begins-with-an-escape',
    cites: [CANONICAL],
    why: 'A line feed is a name, and is sorted as the character that it is.',
    draft: escaped,
  }),
  accept({
    name: 'names-that-begin-alike',
    cites: [CANONICAL],
    why: 'Names that differ in the last byte of a character, and in the low surrogate of one, are in their order.',
    draft: alike,
  }),
  accept({
    name: 'whole-numbers-in-metadata',
    cites: [INTEGER],
    why: 'Every number in the metadata is a whole one, written without a point.',
    draft: numbered,
  }),
  ...cases.map(({ name, draft, twin, text, why }) => {
    const at = firstDifference(writePack(draft).header.text, text);
    return reject({ name, cites: [CANONICAL], why, draft, changes: { text: () => text }, at, twin });
  }),
  ...numbers.map(({ name, edit, marker, pointer, why }) => {
    const text = replaced(NUMBERED, ...edit);
    const at = markerPlace(text, marker, 1, pointer);
    return reject({
      name,
      cites: [INTEGER],
      why,
      draft: numbered,
      changes: { text: () => text },
      at,
      twin: 'whole-numbers-in-metadata',
    });
  }),
];
