import type { Recipe } from '../recipe.ts';
import { type AcceptedDocument, coreRecipe, type DocumentPair, pairRecipes } from '../strict-json/document-recipes.ts';

const whyMended = 'The same document without the defect.';

/** Documents whose lines two implementations read differently until the grammar of YAML 1.2.2 decided. */
export const settledLinePairs: readonly DocumentPair[] = [
  {
    name: 'comment-behind-bracket-in-flow-mapping',
    rule: 'yaml/syntax',
    broken: '{a: [1]# x\n}\n',
    at: {},
    mended: '{a: [1]\n# x\n}\n',
    value: { a: [1] },
    why: 'A comment in a flow mapping has neither white space nor a line break in front of it.',
    whyMended: 'A comment in a flow mapping stands at the margin.',
  },
  {
    name: 'tab-behind-stated-indentation',
    rule: 'yaml/tab',
    broken: 'a: >1\t\n   t\n  \n',
    at: { line: 1, column: 6, offset: 5 },
    mended: 'a: >1\n   t\n  \n',
    value: { a: '  t\n \n' },
    why: 'A tab stands behind the header of a block scalar, which states the indentation.',
    whyMended: 'The last line is white and longer than the indentation that the header states: what is longer is text.',
  },
  {
    name: 'tab-under-inner-dash',
    rule: 'yaml/tab',
    broken: '- - |\n  \t\n',
    at: { line: 2, column: 3, offset: 8 },
    mended: '- - |\n   x\n',
    value: [['x\n']],
    why: 'A tab stands in a line that is indented no deeper than the dash of the block scalar.',
    whyMended: 'The line is indented deeper than the dash, and begins with a letter.',
  },
  {
    name: 'tab-ahead-of-block-scalar-text',
    rule: 'yaml/tab',
    broken: '|\n  \tx\n',
    at: { line: 2, column: 3, offset: 4 },
    mended: '|2\n  \tx\n',
    value: '\tx\n',
    why: 'A tab stands ahead of the text of a block scalar whose header does not state the indentation.',
    whyMended: 'The header states the indentation, so the tab behind it is text.',
  },
  {
    name: 'tab-in-empty-block-scalar-ahead-of-tag',
    rule: 'yaml/tab',
    broken: '- |\n \t\n- !!str x\n',
    at: { line: 2, column: 2, offset: 5 },
    mended: '- |1\n \t\n- x\n',
    value: ['\t\n', 'x'],
    why: 'A tab is all there is of a block scalar whose header does not state the indentation, and a tag follows: both are tokens, so both are found in one stage.',
    whyMended: 'The header states the indentation, so the tab behind it is text, and nothing has a tag.',
  },
  {
    name: 'tab-at-the-margin-of-block-scalar',
    rule: 'yaml/unindented-block-scalar',
    broken: '>\n\tx\n',
    at: { line: 2, column: 1, offset: 2 },
    mended: '>\n x\n',
    value: 'x\n',
    why: 'The line of a block scalar begins with a tab at the margin: it is not indented, and the tab is its text.',
    whyMended: 'The line is indented with a space.',
  },
  {
    name: 'escaped-break-alone',
    rule: 'yaml/syntax',
    broken: '"a\n\\\n\nb"\n',
    at: {},
    mended: '"a\n\n\nb"\n',
    value: 'a\n\nb',
    why: 'An escaped break stands on a line of its own, where production 115 asks for a character.',
    whyMended,
  },
  {
    name: 'tab-in-indentation-of-quoted-scalar',
    rule: 'yaml/syntax',
    broken: 'a: "x\n\t\n y"\n',
    at: {},
    mended: 'a: "x\n\n y"\n',
    value: { a: 'x\ny' },
    why: 'A line of a quoted scalar begins with a tab, and so is neither empty nor indented.',
    whyMended,
  },
  {
    name: 'bracket-behind-anchor',
    rule: 'yaml/syntax',
    broken: '[&a[b]]\n',
    at: {},
    mended: '[&a [b]]\n',
    value: [['b']],
    why: 'A collection begins right behind an anchor, without white space.',
    whyMended,
  },
  {
    name: 'block-scalar-as-key',
    rule: 'yaml/syntax',
    broken: 'a: 1\n|\n: 2\n',
    at: {},
    mended: 'a: 1\n"|": 2\n',
    value: { a: 1, '|': 2 },
    why: 'A block scalar without lines stands where a key is expected.',
    whyMended,
  },
  {
    name: 'letter-in-block-header',
    rule: 'yaml/syntax',
    broken: '|1n\n  \n',
    at: {},
    mended: '|1\n  \n',
    value: ' \n',
    why: 'A letter stands in the header of a block scalar that has a white line only.',
    whyMended,
  },
];

export const settledLineDocuments: readonly AcceptedDocument[] = [
  {
    name: 'folded-white-lines',
    text: '>2\n   \n   \n',
    value: ' \n \n',
    cites: ['yaml/syntax'],
    why: 'Of two white lines what is longer than the stated indentation is text, and such lines are not folded.',
  },
];

const corePairs: readonly DocumentPair[] = [
  {
    name: 'core-version-twice',
    rule: 'yaml/syntax',
    broken: '%YAML 1.2\n%YAML 1.2\n---\na\n',
    at: {},
    mended: '%YAML 1.2\n---\na\n',
    value: 'a',
    why: 'A directive names the version of YAML a second time.',
    whyMended: 'The version is named once.',
  },
  {
    name: 'core-version-2',
    rule: 'yaml/syntax',
    broken: '%YAML 2.0\n---\nb\n',
    at: {},
    mended: '%YAML 1.1\n---\nb\n',
    value: 'b',
    why: 'A directive names a version that is not YAML 1.',
    whyMended: 'The version named is one of YAML 1.',
  },
  {
    name: 'core-tab-in-directive',
    rule: 'yaml/tab',
    broken: '%YAML\t1.2\n---\nc\n',
    at: { line: 1, column: 6, offset: 5 },
    mended: '%YAML 1.2 #\t\n---\nc\n',
    value: 'c',
    why: 'A tab stands in a directive.',
    whyMended: 'The tab stands in the comment behind the directive.',
  },
];

/** Pairs of which only core accepts the second. */
export const settledCorePairs: readonly Recipe[] = corePairs.flatMap((pair) => [
  ...pairRecipes('strict-yaml@1', pair).filter(({ kind }) => kind === 'reject'),
  coreRecipe('strict-yaml@1', {
    name: `${pair.name}-mended`,
    text: pair.mended,
    value: pair.value,
    cites: ['yaml/directive'],
    why: pair.whyMended,
  }),
]);

export const settledCoreLines: readonly AcceptedDocument[] = [
  {
    name: 'core-byte-order-mark-behind-comment',
    text: '# x\n\ufeffa: b\n',
    value: { '\ufeffa': 'b' },
    cites: ['yaml/byte-order-mark'],
    why: 'A byte order mark behind a comment is not at the beginning, and so a character like others.',
  },
];
