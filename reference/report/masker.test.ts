import { describe, expect, test } from 'vitest';
import { toMasked } from './mask-credentials.ts';
import { createMasker } from './masker.ts';

describe('the masker', () => {
  test('shows a secret as its length and four characters of its SHA-256', () => {
    expect(toMasked('abc')).toBe('[secret of 3 characters, SHA-256 ba78…]');
  });

  test.each([
    ['a secret inside a text', ['hunter22'], 'x=hunter22;', false],
    ['a secret with characters that patterns know', ['a.b*c(d'], 'a.b*c(d', false],
    ['the longer one of two', ['abcd', 'abcdefgh'], 'abcdefgh', false],
    ['a line of a secret of several lines', ['first line\nsecond-line\n'], 'second-line', false],
    ['a word of a folded secret', ['folded words'], 'folded', false],
    ['a text without a secret', ['hunter22'], 'hunter21', true],
    ['everything, where there is no secret', [], 'hunter22', true],
    ['a part too short to be told from ordinary words', ['a b'], 'a banana', true],
  ])('%s', (_what, secrets, text, isShown) => {
    const masked = createMasker(secrets)(text);
    if (isShown) expect(masked).toBe(text);
    else
      for (const part of secrets.flatMap((secret) => secret.split(/\s+/u))) expect(masked).not.toContain(part || '\0');
  });
});

test('a secret is hidden in a JSON pointer, where its slashes and tildes are escaped', () => {
  const mask = createMasker(['ab/cd~ef/gh']);
  expect(mask('/keys/ab~1cd~0ef~1gh/x')).toBe(`/keys/${toMasked('ab/cd~ef/gh')}/x`);
});
