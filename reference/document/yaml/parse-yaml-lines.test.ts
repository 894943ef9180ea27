import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { strictYamlRecipes } from '../../../conformance/recipes/strict-yaml/index.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { DocumentFindings } from '../document-findings.ts';
import type { JsonValue } from '../parsed-document.ts';
import { TextPositions } from '../text-positions.ts';
import { parseStrictYaml } from './index.ts';
import { parseYamlLines } from './parse-yaml-lines.ts';
import { parseYamlText } from './parse-yaml-text.ts';

const ODD_KEYS = ['', 'yes:', 'a', 'a b:', '"a":', 'a :', 'a/b.c:', '#', '# a', '#a', '? ', '---', '...', '<<:', '! '];
const ODD_VALUES = [
  ...[' b c', ' b:c', ' b: c', ' b:', ' b #c', ' b # c', ' b#c', ' b ', '  b', ' a, b', ' (a) b', ' a - b', ' a [b]'],
  ...[' -1', ' - 1', ' +.5', ' 01', ' 1:30', ' no', ' ~', ' null', ' 1e3', ' 0x1f', ' 2026-01-02', ' -', ' -a', ' .a'],
  ...[
    ' [',
    ' []',
    ' ["a", "b"]',
    ' ["a","b"]',
    ' {}',
    ' {',
    " 'b: c'",
    " 'b''c'",
    ' "b" c',
    ' "b\\n"',
    ' "b',
    ' *a',
    ' &a',
    ' |',
  ],
];

/** What the parser makes of a text; undefined where it has a finding. */
function parseInFull(text: string): JsonValue | undefined {
  const collector = new FindingCollector(HARDENED);
  const document = parseYamlText(text, new TextPositions(text), new DocumentFindings(collector, undefined));
  return collector.findings().length > 0 ? undefined : document?.value;
}

/** Asserts that the text is left to the parser, or read as it reads it. Whether it was read. */
function readsAlike(text: string): boolean {
  const value = parseYamlLines(text);
  if (value === undefined) return false;
  const expected = parseInFull(text);
  // As text too: the order of keys, and which of -0 and 0 it is.
  expect(JSON.stringify(value), text).toBe(JSON.stringify(expected));
  expect(value, text).toEqual(expected);
  return true;
}

test.each<[string, string, unknown]>([
  [
    'scalars',
    'a: b c\nb: 1\nc: 1.5\nd: true\ne: null\nf: "x: y"\ng: \'z\'\nh:\n',
    {
      a: 'b c',
      b: 1,
      c: 1.5,
      d: true,
      e: null,
      f: 'x: y',
      g: 'z',
      h: null,
    },
  ],
  [
    'a sequence below its key, and deeper',
    'a:\n- 1\n- b: 2\n  c:\n  - 3\nd:\n  - e: 4\n',
    {
      a: [1, { b: 2, c: [3] }],
      d: [{ e: 4 }],
    },
  ],
  ['mappings in each other', 'a:\n  b:\n    c: 1\n  d: 2\n', { a: { b: { c: 1 }, d: 2 } }],
  ['what is empty, and a list of texts', 'a: []\nb: {}\nc: ["--x", "y"]\n', { a: [], b: {}, c: ['--x', 'y'] }],
  ['comments and empty lines', '# a\n\na:\n#\n  # b\n  b: 1\n', { a: { b: 1 } }],
  ['a sequence alone, without a last line break', '- a\n- http://b:80/c', ['a', 'http://b:80/c']],
])('%s are read', (_, text, value) => {
  expect(parseYamlLines(text)).toEqual(value);
});

test.each([
  ['nothing', ''],
  ['a comment alone', '# a\n'],
  ['a scalar alone', 'a\n'],
  ['a key that is there twice', 'a: 1\na: 2\n'],
  ['what YAML 1.1 reads otherwise', 'a: yes\n'],
  ['a key that YAML 1.1 reads otherwise', 'on: 1\n'],
  ['an integer that JSON cannot hold', 'a: 9007199254740993\n'],
  ['an escape', 'a: "\\n"\n'],
  ['an anchor', 'a: &b c\n'],
  ['a tag', 'a: !!str b\n'],
  ['a further line of a scalar', 'a: b\n  c\n'],
  ['a block scalar', 'a: |\n  b\n'],
  ['a comment behind a value', 'a: b # c\n'],
  ['a tab', 'a:\tb\n'],
  ['a character beyond ASCII', 'a: é\n'],
  ['a carriage return', 'a: b\r\n'],
  ['several documents', 'a: b\n---\nc: d\n'],
  ['an indentation that fits nothing', 'a:\n    b: 1\n  c: 2\n'],
  ['a value and a collection for one key', 'a: 1\n  b: 2\n'],
  ['a sequence behind a mapping', 'a: 1\n- b\n'],
])('%s is left to the parser', (_, text) => {
  expect(parseYamlLines(text)).toBeUndefined();
});

test('what is too deep, or may have too many tokens, is left to the parser', () => {
  const nested = (levels: number): string =>
    Array.from({ length: levels }, (_, level) => `${'  '.repeat(level)}a:\n`).join('');
  expect(parseYamlLines(nested(60))).toBeDefined();
  expect(parseYamlLines(nested(64))).toBeUndefined();
  expect(parseYamlLines('- a\n'.repeat(10_000))).toBeDefined();
  expect(parseYamlLines('- a\n'.repeat(20_000))).toBeUndefined();
});

describe('what is read line by line is read as the parser reads it', () => {
  it.each(strictYamlRecipes.map(({ name, input }) => [name, input] as const))('%s', (_, input) => {
    if (input instanceof Uint8Array && input.length < 50_000) readsAlike(Buffer.from(input).toString('latin1'));
  });

  it('of lines that are put together anyhow', () => {
    const mostly = (usual: readonly string[], odd: readonly string[]): fc.Arbitrary<string> =>
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
    const line = fc.tuple(
      mostly(['', '', '  ', '    '], [' ', '      ']),
      mostly(['', '', '- '], ['-', '- - ', '-  ']),
      mostly(['a:', 'b:', 'c:', 'd:', 'e:'], ODD_KEYS),
      mostly(['', '', ' 1', ' b', ' "b"'], ODD_VALUES),
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        if (readsAlike(`${lines.map((parts) => parts.join('')).join('\n')}\n`)) read += 1;
      }),
      { numRuns: 20_000, seed: 1 },
    );
    // Else nothing was compared.
    expect(read).toBeGreaterThan(500);
  });

  it('of a form that is read, with one character changed', () => {
    const text = '# a\na:\n  b: "c"\n  d:\n  - e: 1\n    f: ["g"]\n  - h i\nj: 1.5\nk:\n';
    const change = fc.tuple(
      fc.nat(text.length - 1),
      fc.constantFrom(0, 1),
      fc.constantFrom(...' \n-:#"\'[]{}?!&*|>%@,.0a\t', ''),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let changed = text;
        for (const [at, length, by] of changes) changed = changed.slice(0, at) + by + changed.slice(at + length);
        readsAlike(changed);
      }),
      { numRuns: 10_000, seed: 1 },
    );
  });
});

test('what was read line by line is found where the parser finds it', () => {
  const text = 'a:\n- b: 1\nc:\n';
  const read = parseStrictYaml(Buffer.from(text), new FindingCollector(HARDENED));
  expect(read?.locate('/a/0/b')).toEqual({ line: 2, column: 6, offset: 8 });
  expect(read?.locateKey('/a/0/b')).toEqual({ line: 2, column: 3, offset: 5 });
  expect(read?.locate('/c')).toEqual({ line: 3, column: 3, offset: 12 });
  expect(read?.locate('/d')).toBeUndefined();
});
