import type { ExpectedLocation, Recipe } from '../recipe.ts';
import { twoSounds } from './base-packs.ts';
import { endPlace, markerPlace, replaced } from './header-place.ts';
import { PRELUDE_SIZE } from './pack-builder.ts';
import { writePack } from './pack-draft.ts';
import { reject } from './pack-recipe.ts';

const SOUNDS = writePack(twoSounds).header.text;
const HEADER = Buffer.byteLength(SOUNDS);

/** The header of the two sounds as another text. */
interface TextCase {
  readonly name: string;
  readonly rule: string;
  readonly text: string;
  readonly at: ExpectedLocation;
  readonly why: string;
}

/** A part of the header that gives way to another, whose first occurrence (or that of a marker) is the place. */
function edit(
  name: string,
  rule: string,
  [from, to, nth]: readonly [from: string, to: string, nth?: number],
  why: string,
  { marker = to, of = 1, pointer }: { readonly marker?: string; readonly of?: number; readonly pointer?: string } = {},
): TextCase {
  const text = replaced(SOUNDS, from, to, nth);
  return { name, rule: `json/${rule}`, text, at: markerPlace(text, marker, of, pointer), why };
}

/** A text that ends where the grammar asks for more, or goes on where it is complete. */
function whole(name: string, rule: string, text: string, at: ExpectedLocation, why: string): TextCase {
  return { name, rule: `json/${rule}`, text, at, why };
}

const start = { line: 1, column: 1, offset: PRELUDE_SIZE };

const texts: readonly TextCase[] = [
  whole('header-of-spaces', 'empty-document', '  ', endPlace('  '), 'Nothing but white space stands in the header.'),
  edit(
    'comment-in-header',
    'comment',
    ['{"asset_table"', '{/* A */"asset_table"'],
    'A comment stands ahead of the first name.',
    { marker: '/*' },
  ),
  edit('line-comment-in-entry', 'comment', ['"offset":8,', '"offset":8,//\n'], 'A comment stands in the last entry.', {
    marker: '//',
  }),
  edit(
    'trailing-comma-in-table',
    'trailing-comma',
    ['}],"preload"', '},],"preload"'],
    'A comma follows the last entry.',
    { marker: ',]' },
  ),
  edit(
    'trailing-comma-in-first-entry',
    'trailing-comma',
    ['"size":8}', '"size":8,}'],
    'A comma follows the last member of the first entry.',
    { marker: ',}' },
  ),
  edit(
    'trailing-comma-in-metadata',
    'trailing-comma',
    ['22050}', '22050,}', 2],
    'A comma follows the last member of the metadata.',
    { marker: ',}' },
  ),
  edit(
    'trailing-comma-in-preload',
    'trailing-comma',
    ['"slot":0}]', '"slot":0},]'],
    'A comma follows the last preload entry.',
    { marker: ',]', of: 1 },
  ),
  edit('not-a-number-as-size', 'invalid-literal', ['"size":4', '"size":NaN'], 'The size of the last asset is NaN.', {
    marker: 'NaN',
  }),
  edit(
    'capital-null-in-metadata',
    'invalid-literal',
    ['"channels":1', '"channels":None', 1],
    'A value is written as Python writes it.',
    { marker: 'None' },
  ),
  edit('size-with-leading-zero', 'invalid-number', ['"size":4', '"size":04'], 'A zero leads a size.', { marker: '04' }),
  edit('offset-hexadecimal', 'invalid-number', ['"offset":8', '"offset":0x8'], 'An offset is hexadecimal.', {
    marker: '0x8',
  }),
  edit('id-with-plus-sign', 'invalid-number', ['"asset_id":3', '"asset_id":+3'], 'A plus sign leads an id.', {
    marker: '+3',
  }),
  edit('slot-without-digits', 'invalid-number', ['"slot":0', '"slot":-'], 'A slot is a minus sign alone.', {
    marker: '-}',
  }),
  edit(
    'name-with-unknown-escape',
    'invalid-escape',
    ['sfx_blip', 'sfx\\x5fblip'],
    'JSON has no escape of that letter.',
    { marker: '\\x' },
  ),
  edit(
    'name-with-short-escape',
    'invalid-escape',
    ['sfx_coin', 'sfx\\u05goin'],
    'The escape has three digits, and a letter follows that is none.',
    { marker: '\\u' },
  ),
  edit(
    'name-with-line-feed',
    'unescaped-control-character',
    ['sfx_blip', 'sfx\nblip'],
    'A line feed stands in a name.',
    { marker: '\n' },
  ),
  edit(
    'name-with-null',
    'unescaped-control-character',
    ['sfx_coin', 'sfx_coin\0'],
    'A null byte ends a name, as it does in C.',
    { marker: '\0' },
  ),
  edit(
    'entries-without-comma',
    'unexpected-character',
    ['},{"asset_id":7,"asset_name"', '}{"asset_id":7,"asset_name"'],
    'No comma stands between two entries.',
    { marker: '{"asset_id":7,"asset_name"' },
  ),
  edit('name-in-apostrophes', 'unexpected-character', ['"sfx_blip"', "'sfx_blip'"], 'Apostrophes stand around a name.'),
  edit(
    'member-without-quotes',
    'unexpected-character',
    ['"preload":', 'preload:'],
    'A name of a member has no quotation marks.',
    { marker: 'preload:' },
  ),
  edit(
    'no-break-space-in-header',
    'unexpected-character',
    ['"size":8', '"size":\u00a08'],
    'U+00A0 is no white space.',
    { marker: '\u00a0' },
  ),
  whole(
    'header-without-last-brace',
    'unexpected-end',
    SOUNDS.slice(0, -1),
    endPlace(SOUNDS.slice(0, -1)),
    'The last brace is missing.',
  ),
  whole('header-of-one-brace', 'unexpected-end', '{', endPlace('{'), 'One brace is all of the header.'),
  whole(
    'header-within-name',
    'unexpected-end',
    SOUNDS.slice(0, 40),
    endPlace(SOUNDS.slice(0, 40)),
    'The header ends within a text.',
  ),
  whole('two-headers', 'trailing-data', `${SOUNDS}{}`, endPlace(SOUNDS), 'A second object follows the first.'),
  whole(
    'header-padded-with-zeros',
    'trailing-data',
    `${SOUNDS}\0\0\0`,
    endPlace(SOUNDS),
    'Zeros fill the header up, so that the payload is aligned.',
  ),
  whole(
    'header-ends-like-a-text-of-c',
    'trailing-data',
    `${SOUNDS}\0`,
    endPlace(SOUNDS),
    'A zero ends the header as it ends a text in C.',
  ),
  whole('header-with-byte-order-mark', 'byte-order-mark', `\ufeff${SOUNDS}`, start, 'The header begins with U+FEFF.'),
  whole(
    'empty-object-behind-spaces-and-comma',
    'unexpected-character',
    ' ,',
    markerPlace(' ,', ','),
    'A comma stands where the header begins.',
  ),
];

/** Bytes of the header that are no text. */
const bytes = (text: string, from: string, to: readonly number[], nth?: number): Uint8Array => {
  const [before = '', after = ''] = replaced(text, from, '\uffff', nth).split('\uffff');
  return Uint8Array.from([...Buffer.from(before), ...to, ...Buffer.from(after)]);
};

interface ByteCase {
  readonly name: string;
  readonly header: Uint8Array;
  readonly offset: number;
  readonly why: string;
}

const blip = SOUNDS.indexOf('sfx_blip');
const coin = SOUNDS.indexOf('sfx_coin');

const notText: readonly ByteCase[] = [
  {
    name: 'name-in-latin-1',
    header: bytes(SOUNDS, 'sfx_blip', [0x66, 0xfc]),
    offset: blip + 1,
    why: 'A name is encoded in ISO 8859-1.',
  },
  {
    name: 'name-overlong',
    header: bytes(SOUNDS, 'sfx_coin', [0xc1, 0xbf]),
    offset: coin,
    why: 'A letter of the last name is encoded in two bytes.',
  },
  {
    name: 'name-of-encoded-surrogates',
    header: bytes(SOUNDS, 'sfx_blip', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]),
    offset: blip,
    why: 'The halves of a surrogate pair are encoded one by one.',
  },
  {
    name: 'metadata-name-cut-off',
    header: bytes(SOUNDS, 'channels', [0x63, 0xe2, 0x82], 2),
    offset: SOUNDS.lastIndexOf('channels') + 1,
    why: 'The last byte of a character is missing in a name of the metadata.',
  },
  {
    name: 'byte-behind-header',
    header: Uint8Array.from([...Buffer.from(SOUNDS), 0xff]),
    offset: HEADER,
    why: 'A byte that no text has follows the value, and is looked for first.',
  },
  {
    name: 'header-in-utf-16',
    header: Uint8Array.from([0xff, 0xfe, ...Buffer.from(SOUNDS, 'utf16le')]),
    offset: 0,
    why: 'The header is encoded in UTF-16, behind its mark.',
  },
];

/** Headers that are no JSON. */
export const syntaxRecipes: readonly Recipe[] = [
  ...texts.map(({ name, rule, text, at, why }) =>
    reject({ name, cites: [rule], why, draft: twoSounds, changes: { text: () => text }, at, twin: 'two-sounds' }),
  ),
  ...notText.map(({ name, header, offset, why }) => {
    const at = { line: 1, column: offset + 1, offset: PRELUDE_SIZE + offset };
    const changes = { text: () => header };
    return reject({ name, cites: ['json/invalid-utf8'], why, draft: twoSounds, changes, at, twin: 'two-sounds' });
  }),
  reject({
    name: 'header-len-one-less',
    cites: ['json/unexpected-end'],
    why: 'The last brace counts to the payload, since both lengths say so.',
    draft: twoSounds,
    changes: { prelude: { header_len: HEADER - 1, payload_offset: PRELUDE_SIZE + HEADER - 1 } },
    at: { line: 1, column: HEADER, offset: PRELUDE_SIZE + HEADER - 1 },
    twin: 'two-sounds',
  }),
  reject({
    name: 'header-len-one-more',
    cites: ['json/trailing-data'],
    why: 'The first byte of the payload counts to the header, since both lengths say so.',
    draft: twoSounds,
    changes: { prelude: { header_len: HEADER + 1, payload_offset: PRELUDE_SIZE + HEADER + 1 } },
    at: { line: 1, column: HEADER + 1, offset: PRELUDE_SIZE + HEADER },
    twin: 'two-sounds',
  }),
];
