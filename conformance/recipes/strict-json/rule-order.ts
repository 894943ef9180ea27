import { type DocumentPair, placeOf } from './document-recipes.ts';

const DEEP = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const DEEP_VALUE = (levels: number): unknown => (levels === 1 ? [] : [DEEP_VALUE(levels - 1)]);

const REPEATED_AND_DEEP = `{"a":1,"a":2,"b":${DEEP(64)}}`;
const HALF_AND_REPEATED = '["\\ud800", {"a": 1, "a": 2}]';
const HALF_AND_UNSAFE = '[9007199254740992, "\\udc00"]';
const GREAT_AND_UNSAFE = '[1e400, 9007199254740993]';
const SMALL_AND_GREAT = '[1e-400, 1e400]';
const APART = '["\\ud800x\\udc00"]';

const MENDED = 'The same document without the defects.';

/** Documents that break a rule twice, or two rules: which one decides, and where. */
export const rulesInOrder: readonly DocumentPair[] = [
  {
    name: 'nesting-behind-duplicate-name',
    rule: 'json/nesting-too-deep',
    broken: REPEATED_AND_DEEP,
    at: { line: 1, column: 81, offset: 80 },
    mended: `{"a":1,"c":2,"b":${DEEP(63)}}`,
    value: { a: 1, c: 2, b: DEEP_VALUE(63) },
    why: 'A name stands twice ahead of a bracket of level 65, whose rule is the earlier one.',
    whyMended: MENDED,
  },
  {
    name: 'duplicate-name-behind-half-surrogate',
    rule: 'json/duplicate-key',
    broken: HALF_AND_REPEATED,
    at: placeOf(HALF_AND_REPEATED, '"a"', 2, '/1/a'),
    mended: '["\\ue000", {"a": 1, "b": 2}]',
    value: ['\ue000', { a: 1, b: 2 }],
    why: 'Half a surrogate pair stands ahead of a name that stands twice, whose rule is the earlier one.',
    whyMended: MENDED,
  },
  {
    name: 'half-surrogate-behind-unsafe-integer',
    rule: 'json/lone-surrogate',
    broken: HALF_AND_UNSAFE,
    at: placeOf(HALF_AND_UNSAFE, '\\u', 1, '/1'),
    mended: '[9007199254740991, "\\ue000"]',
    value: [9007199254740991, '\ue000'],
    why: 'An integer that is not safe stands ahead of half a surrogate pair, whose rule is the earlier one.',
    whyMended: MENDED,
  },
  {
    name: 'unsafe-integer-behind-overflow',
    rule: 'json/unsafe-integer',
    broken: GREAT_AND_UNSAFE,
    at: placeOf(GREAT_AND_UNSAFE, '9007', 1, '/1'),
    mended: '[1e40, 9007199254740991]',
    value: [1e40, 9007199254740991],
    why: 'A number that is too great stands ahead of an integer that is not safe, whose rule is the earlier one.',
    whyMended: MENDED,
  },
  {
    name: 'overflow-behind-underflow',
    rule: 'json/number-overflow',
    broken: SMALL_AND_GREAT,
    at: placeOf(SMALL_AND_GREAT, '1e400', 1, '/1'),
    mended: '[1e-40, 1e40]',
    value: [1e-40, 1e40],
    why: 'A number that is too small stands ahead of one that is too great, whose rule is the earlier one.',
    whyMended: MENDED,
  },
  {
    name: 'surrogates-apart',
    rule: 'json/lone-surrogate',
    broken: APART,
    at: placeOf(APART, '\\ud800', 1, '/0'),
    mended: '["\\ud800\\udc00"]',
    value: ['\u{10000}'],
    why: 'A letter stands between the halves of a pair, so that neither is one of a pair; the first is found first.',
    whyMended: 'The halves stand side by side and are one character.',
  },
  {
    name: 'literal-with-dollar-sign',
    rule: 'json/invalid-literal',
    broken: 'true$',
    at: { line: 1, column: 1, offset: 0 },
    mended: 'true',
    value: true,
    why: 'A dollar sign is part of the word, which is none of the three.',
    whyMended: 'The word ends with the document.',
  },
  {
    name: 'comma-behind-comma',
    rule: 'json/unexpected-character',
    broken: '[1,,]',
    at: { line: 1, column: 4, offset: 3 },
    mended: '[1,2]',
    value: [1, 2],
    why: 'No item stands ahead of the comma that is followed by the bracket, so that it is no trailing comma.',
    whyMended: 'An item stands in place of the second comma.',
  },
];
