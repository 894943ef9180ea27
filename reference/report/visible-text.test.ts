import { describe, expect, test } from 'vitest';
import { toVisible } from './visible-text.ts';

describe('printable text', () => {
  test.each([
    ['an escape sequence', '\u001b[2J', '\\u{1b}[2J'],
    ['a line break', 'a\nb\r', 'a\\u{a}b\\u{d}'],
    ['a C1 control', '\u009b', '\\u{9b}'],
    ['a right-to-left override', 'a\u202egnp.b', 'a\\u{202e}gnp.b'],
    ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
    ['a line separator', '\u2028', '\\u{2028}'],
    ['a lone surrogate', '\ud800', '\\u{d800}'],
    ['letters of any script', 'Ünï-日本-😀', 'Ünï-日本-😀'],
  ])('%s', (_what, text, expected) => {
    expect(toVisible(text)).toBe(expected);
  });
});
