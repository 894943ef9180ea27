import { describe, expect, test } from 'vitest';
import { toExcerpt } from './excerpt.ts';
import { createMasker, SHOW_ALL } from './masker.ts';

describe('an excerpt', () => {
  test('shows the line with a caret under the column', () => {
    expect(toExcerpt('a: 1\nbcd: [1, 2]\n', { line: 2, column: 6 }, SHOW_ALL)).toEqual([
      '2 | bcd: [1, 2]',
      '  |      ^',
    ]);
  });

  test.each([
    ['counts columns in code points', '😀: x', 4, ['1 | 😀: x', '  |    ^']],
    ['shows a tab as one column', '\tx', 2, ['1 |  x', '  |  ^']],
    ['leaves the carriage return of a line break out', 'x\r\n', 1, ['1 | x', '  | ^']],
    ['puts a caret after the end of a line', 'ab', 3, ['1 | ab', '  |   ^']],
    [
      'makes control characters visible, with the caret where it belongs',
      '\u001bx',
      2,
      ['1 | \\u{1b}x', '  |       ^'],
    ],
  ])('%s', (_what, text, column, expected) => {
    expect(toExcerpt(text, { line: 1, column }, SHOW_ALL)).toEqual(expected);
  });

  test('has no caret without a column', () => {
    expect(toExcerpt('x', { line: 1 }, SHOW_ALL)).toEqual(['1 | x']);
  });

  test('is empty for a line that is not there', () => {
    expect(toExcerpt('x', { line: 3, column: 1 }, SHOW_ALL)).toEqual([]);
  });

  test('is empty for a line of more than 65,536 characters, and for no shorter one', () => {
    const linesOf = (length: number) => toExcerpt('x'.repeat(length), { line: 1, column: 1 }, SHOW_ALL).length;
    expect([linesOf(65_536), linesOf(65_537)]).toEqual([2, 0]);
  });

  test('shows sixty characters on each side of the column of a long line', () => {
    const [line = ''] = toExcerpt('x'.repeat(1000), { line: 1, column: 500 }, SHOW_ALL);
    expect(line).toBe(`1 | …${'x'.repeat(120)}…`);
  });

  test.each([
    ['a value under a token-like key', 'api_token: q7w8e9', 1],
    ['a value under a key in other letters', '"ACCESS-TOKEN" : "q7w8e9"', 1],
    ['a value on the line below its key', 'token:\n  q7w8e9', 2],
    ['a folded value below its key', 'token: >\n  one\n  q7w8e9', 3],
    ['a list below its key', 'tokens:\n  - one\n  - q7w8e9', 3],
    ['a list at the column of its key', 'tokens:\n- q7w8e9', 2],
    ['a value of a JSON document on its own line', '{"token":\n"q7w8e9"}', 2],
    ['an item of a list that is not indented', '{"tokens": [\n"one",\n"q7w8e9"]}', 3],
    ['a key in the middle of a line', '{a: 1, token: q7w8e9}', 1],
    ['a value of a known shape', 'x: AKIAq7w8e9', 1],
    ['credentials in a URL', 'x: https://me:q7w8e9@host', 1],
  ])('never shows %s', (_what, text, line) => {
    const shown = toExcerpt(text, { line, column: 2 }, SHOW_ALL).join('\n');
    expect(shown).toContain('[masked]');
    expect(shown).not.toContain('q7w8e9');
  });

  test.each([
    ['a line after a token', 'token: x\nname: bench', 2],
    ['a line of another branch', 'a:\n  token: x\nb:\n  name: bench', 4],
  ])('shows %s', (_what, text, line) => {
    expect(toExcerpt(text, { line, column: 1 }, SHOW_ALL).join('\n')).toContain('name: bench');
  });

  test('masks the values that a rule named', () => {
    const shown = toExcerpt('args: [q7w8e9]', { line: 1, column: 1 }, createMasker(['q7w8e9'])).join('\n');
    expect(shown).toContain('[secret of 6 characters');
    expect(shown).not.toContain('q7w8e9');
  });

  test('does not show a line with escapes where the document holds a secret', () => {
    const shown = toExcerpt('args: ["q7\\x778e9"]', { line: 1, column: 1 }, createMasker(['q7w8e9'])).join('\n');
    expect(shown).not.toContain('8e9');
  });
});
