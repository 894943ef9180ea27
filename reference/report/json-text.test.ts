import { expect, test } from 'vitest';
import { toJsonText } from './json-text.ts';

test('the characters that a terminal obeys, or that nobody sees, are escaped', () => {
  const value = { 'a\u007f': '\u009b31m \u2028 \u202e \u200b \ufeff \ud800 \u{e0041}', b: ['é€😀 <&>'] };
  const text = toJsonText(value);
  expect(text).toBe(
    [
      '{',
      String.raw`  "a\u007f": "\u009b31m \u2028 \u202e \u200b \ufeff \ud800 \udb40\udc41",`,
      '  "b": [',
      '    "é€😀 <&>"',
      '  ]',
      '}',
      '',
    ].join('\n'),
  );
  expect(JSON.parse(text)).toEqual(value);
});
