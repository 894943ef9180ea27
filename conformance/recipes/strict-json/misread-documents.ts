import { type AcceptedDocument, type DocumentPair, placeOf } from './document-recipes.ts';

const ASTRAL = '{"a": "😀", "a": 2}';
const RETURNS = '{\r"a": 1,\r"a": 2}';
const POINTED = '{"a/b~1": {"x": 1, "x": 2}}';
const ESCAPED = '{"ab": 1, "a\\u0062": 2}';
const SMALL = `[0.${'0'.repeat(400)}1]`;

/** Documents that readers take for others by a common mistake. */
export const misreadPairs: readonly DocumentPair[] = [
  {
    name: 'duplicate-name-behind-astral-character',
    rule: 'json/duplicate-key',
    broken: ASTRAL,
    at: placeOf(ASTRAL, '"a"', 2, '/a'),
    mended: ASTRAL.replace('"a": 2', '"b": 2'),
    value: { a: '😀', b: 2 },
    why: 'Ahead of the second name stands a character of two UTF-16 units, which is one column and four bytes.',
    whyMended: 'The second name is another.',
  },
  {
    name: 'duplicate-name-behind-carriage-return',
    rule: 'json/duplicate-key',
    broken: RETURNS,
    at: placeOf(RETURNS, '"a"', 2, '/a'),
    mended: RETURNS.replace('"a": 2', '"b": 2'),
    value: { a: 1, b: 2 },
    why: 'Carriage returns are white space and end no line, so that the second name stands in line 1.',
    whyMended: 'The second name is another.',
  },
  {
    name: 'duplicate-name-below-solidus-and-tilde',
    rule: 'json/duplicate-key',
    broken: POINTED,
    at: placeOf(POINTED, '"x"', 2, '/a~1b~01/x'),
    mended: POINTED.replace('"x": 2', '"y": 2'),
    value: { 'a/b~1': { x: 1, y: 2 } },
    why: 'The pointer leads through a name with a solidus and a tilde, which are escaped.',
    whyMended: 'The second name is another.',
  },
  {
    name: 'duplicate-name-escaped-later',
    rule: 'json/duplicate-key',
    broken: ESCAPED,
    at: placeOf(ESCAPED, '"a\\u0062"', 1, '/ab'),
    mended: ESCAPED.replace('u0062', 'u0063'),
    value: { ab: 1, ac: 2 },
    why: 'The second of two names is the same once its escape sequence is resolved.',
    whyMended: 'The escape sequence stands for another letter.',
  },
  {
    name: 'number-underflow-without-exponent',
    rule: 'json/number-underflow',
    broken: SMALL,
    at: { line: 1, column: 2, offset: 1, pointer: '/0' },
    mended: '[0.01]',
    value: [0.01],
    why: 'A fraction with 400 zeros ahead of its only digit is not 0, and no double is as small.',
    whyMended: 'The digit is the second of the fraction.',
  },
  {
    name: 'form-feed-as-white-space',
    rule: 'json/unexpected-character',
    broken: '[1,\f2]',
    at: { line: 1, column: 4, offset: 3 },
    mended: '[1, 2]',
    value: [1, 2],
    why: 'A form feed is no white space of JSON.',
    whyMended: 'A space stands there.',
  },
];

/** Documents that readers observe as others by a common mistake. */
export const misobservedDocuments: readonly AcceptedDocument[] = [
  {
    name: 'names-beyond-the-basic-plane',
    text: '{"\ufb33": 1, "😀": 2}',
    value: { '\ufb33': 1, '😀': 2 },
    cites: ['json/lone-surrogate'],
    why: 'The canonical form sorts names by UTF-16 unit, so that U+1F600 comes ahead of U+FB33.',
  },
];
