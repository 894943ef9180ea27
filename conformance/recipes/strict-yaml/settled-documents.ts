import type { AcceptedDocument, DocumentPair } from '../strict-json/document-recipes.ts';

type Settled = readonly [
  name: string,
  rule: string,
  broken: string,
  at: DocumentPair['at'],
  mended: string,
  value: unknown,
  why: string,
];

const FACE = '😀';

const SETTLED: readonly Settled[] = [
  [
    'bracket-at-margin',
    'syntax',
    'a: [\n  1\n]\n',
    {},
    'a: [\n  1\n ]\n',
    { a: [1] },
    'A flow collection is closed at the margin of the mapping that it stands in.',
  ],
  [
    'block-scalar-under-dash',
    'syntax',
    '-\n|\n x\n',
    {},
    '-\n |\n  x\n',
    ['x\n'],
    'A block scalar begins no deeper than the dash of its item.',
  ],
  [
    'anchor-without-name',
    'anchor-name',
    'a: &\n',
    { line: 1, column: 4, offset: 3 },
    'a: &b\n',
    { a: null },
    'An indicator of an anchor has no name behind it.',
  ],
  [
    'tag-up-to-white-space',
    'unknown-tag',
    'a: !"b"\n',
    { line: 1, column: 4, offset: 3 },
    'a: "b"\n',
    { a: 'b' },
    'A tag goes on up to the end of the line.',
  ],
  [
    'document-end-ahead',
    'several-documents',
    '...\na: 1\n',
    { line: 2, column: 1, offset: 4 },
    'a: 1\n...\n',
    { a: 1 },
    'The end of a document stands ahead of the document.',
  ],
  [
    'second-document-indented',
    'several-documents',
    'a\n...\n b\n',
    { line: 3, column: 2, offset: 7 },
    'a\n...\n',
    'a',
    'A second document without a marker begins at its first token.',
  ],
  [
    'empty-key-on-next-line',
    'empty-key',
    'a:\n  b:\n  : 1\n',
    { line: 3, column: 3, offset: 10, pointer: '/a' },
    'a:\n  b:\n  "": 1\n',
    { a: { b: null, '': 1 } },
    'A key that is left out stands at its colon.',
  ],
  [
    'anchored-empty-key',
    'non-string-key',
    '&a : 1\n',
    { line: 1, column: 4, offset: 3, pointer: '' },
    '&a b: 1\n',
    { b: 1 },
    'A key with an anchor is not left out: it is null.',
  ],
  [
    'ambiguous-key',
    'ambiguous-scalar',
    '=: 1\n',
    { line: 1, column: 1, offset: 0, pointer: '' },
    '"=": 1\n',
    { '=': 1 },
    'A key is a value key in YAML 1.1; its finding has the pointer of the mapping.',
  ],
  [
    'tab-behind-block-scalar',
    'tab',
    '|\n x\n\t\n',
    { line: 3, column: 1, offset: 5 },
    '|\n x\n\n',
    'x\n',
    'A tab stands at the margin behind the lines of a block scalar.',
  ],
  [
    'margin-behind-white-line',
    'unindented-block-scalar',
    '|\n \nx\n',
    { line: 3, column: 1, offset: 4 },
    '|\n \n x\n',
    '\nx\n',
    'Of the lines of a block scalar, the first that is not white stands at the margin.',
  ],
  [
    'colon-and-question-mark',
    'ambiguous-flow-scalar',
    '[:a?]\n',
    { line: 1, column: 2, offset: 1 },
    '[":a?"]\n',
    [':a?'],
    'A plain scalar in a sequence begins with a colon and holds a question mark.',
  ],
  [
    'key-of-1025-wide-characters',
    'key-too-long',
    `${FACE.repeat(1025)}: 1\n`,
    { line: 1, column: 1, offset: 0 },
    `${FACE.repeat(1024)}: 1\n`,
    { [FACE.repeat(1024)]: 1 },
    'A key has 1,025 characters of four bytes.',
  ],
];

/** Documents of which two implementations said different things until the text decided. */
export const settledPairs: readonly DocumentPair[] = SETTLED.map(([name, rule, broken, at, mended, value, why]) => ({
  name,
  rule: `yaml/${rule}`,
  broken,
  at,
  mended,
  value,
  why,
  whyMended: 'The same document without the defect.',
}));

/** Accepted documents that one of them refused, or read otherwise. */
export const settledDocuments: readonly AcceptedDocument[] = [
  {
    name: 'escaped-break-ahead-of-empty-line',
    text: '"a\\\n\n  b"\n',
    value: 'a\nb',
    cites: ['yaml/invalid-escape'],
    why: 'An escaped line break leaves nothing, and the empty line behind it is a line feed.',
  },
  {
    name: 'anchor-alone',
    text: '&a\n',
    value: null,
    cites: ['yaml/empty-document'],
    why: 'An anchor alone is a node.',
  },
];

/** Documents that only core accepts. */
export const settledCoreDocuments: readonly AcceptedDocument[] = [
  {
    name: 'core-carriage-return',
    text: 'a: 1\rb: 2\n',
    value: { a: 1, b: 2 },
    cites: ['yaml/ambiguous-line-break'],
    why: 'A carriage return alone ends a line.',
  },
  {
    name: 'core-byte-order-marks',
    text: '\ufeffa: x\ufeffy\n',
    value: { a: 'x\ufeffy' },
    cites: ['yaml/byte-order-mark'],
    why: 'A byte order mark is passed over at the beginning, and a character like others elsewhere.',
  },
  {
    name: 'core-block-scalar-cut-off',
    text: 'a: |\n  x',
    value: { a: 'x\n' },
    cites: ['yaml/unterminated-block-scalar'],
    why: 'A line feed stands behind the last line, as if it were written.',
  },
  {
    name: 'core-alias-as-key',
    text: 'a: &a 1.50\nb: {*a : x}\n',
    value: { a: 1.5, b: { '1.50': 'x' } },
    cites: ['yaml/non-string-key'],
    why: 'A key that is an alias of a number is observed as the text of the number.',
  },
  {
    name: 'core-tag-that-does-not-fit-a-number',
    text: '[!!int .5, !!binary 12]\n',
    value: [0.5, 12],
    cites: ['yaml/explicit-tag'],
    why: 'A tag that does not fit, or is of YAML 1.1, is as if it were not there.',
  },
];
