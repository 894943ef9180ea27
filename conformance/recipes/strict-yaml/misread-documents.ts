import type { AcceptedDocument, DocumentPair } from '../strict-json/document-recipes.ts';

const LONG_KEY = '😀'.repeat(600);
const FLOW = (levels: number): string => `${'['.repeat(levels)}a: []${']'.repeat(levels)}\n`;
const FLOW_VALUE = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => [inner], { a: [] });
const WHY_MENDED = 'The same document without the defect.';

/** Documents that readers take for others by a common mistake. */
export const misreadPairs: readonly DocumentPair[] = [
  ...(
    [
      ['capital-yes', 'YES', 'a boolean'],
      ['capital-no', 'NO', 'a boolean'],
      ['sexagesimal-float', '190:20:30.15', 'a fraction to the base of sixty'],
    ] as const
  ).map(([name, text, said]) => ({
    name,
    rule: 'yaml/ambiguous-scalar',
    broken: `a: ${text}\n`,
    at: { line: 1, column: 4, offset: 3, pointer: '/a' },
    mended: `a: "${text}"\n`,
    value: { a: text },
    why: `The plain scalar is ${said} in YAML 1.1.`,
    whyMended: WHY_MENDED,
  })),
  {
    name: 'duplicate-key-of-null',
    rule: 'yaml/duplicate-key',
    broken: 'a: ~\na: 1\n',
    at: { line: 2, column: 1, offset: 5, pointer: '/a' },
    mended: 'a: ~\nb: 1\n',
    value: { a: null, b: 1 },
    why: 'The first of two equal keys has the value null, which does not make it absent.',
    whyMended: 'The second key is another.',
  },
  {
    name: 'nesting-by-pair-in-sequence',
    rule: 'yaml/nesting-too-deep',
    broken: FLOW(63),
    at: { line: 1, column: 67, offset: 66 },
    mended: FLOW(62),
    value: FLOW_VALUE(62),
    why: 'A pair in the 63rd sequence is a mapping of level 64, and its value a sequence of level 65.',
    whyMended: 'The value of the pair is level 64.',
  },
];

/** Documents that readers refuse by a common mistake. */
export const misreadDocuments: readonly AcceptedDocument[] = [
  {
    name: 'key-of-600-astral-characters',
    text: `"${LONG_KEY}": 1\n`,
    value: { [LONG_KEY]: 1 },
    cites: ['yaml/key-too-long'],
    why: 'The key has 602 characters as it is written, though 1,202 UTF-16 units.',
  },
];
