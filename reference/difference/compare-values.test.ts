import { describe, expect, test } from 'vitest';
import { bufferSource } from '../archive/byte-source.ts';
import type { JsonValue } from '../document/parsed-document.ts';
import { SHOW_ALL } from '../report/masker.ts';
import { firstDifference } from './compare-bytes.ts';
import { compareValues } from './compare-values.ts';
import { showValue } from './show-value.ts';

describe('two documents', () => {
  test.each<[string, JsonValue, JsonValue, object[]]>([
    ['equal', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['equal in another order of members', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['with another value', { a: 1 }, { a: 2 }, [{ pointer: '/a', before: 1, after: 2 }]],
    ['with another type', { a: [] }, { a: {} }, [{ pointer: '/a', before: [], after: {} }]],
    ['with an added member', {}, { a: null }, [{ pointer: '/a', after: null }]],
    ['with a removed item', [1, 2], [1], [{ pointer: '/1', before: 2 }]],
    ['with names that a pointer escapes', { 'a/b~': 1 }, {}, [{ pointer: '/a~1b~0', before: 1 }]],
    ['with names that objects inherit', {}, { constructor: 1 }, [{ pointer: '/constructor', after: 1 }]],
    ['that are scalars', 'a', 'b', [{ pointer: '', before: 'a', after: 'b' }]],
    ['with minus zero', [0], [-0], [{ pointer: '/0', before: 0, after: -0 }]],
  ])('%s', (_what, before, after, expected) => {
    expect(compareValues(before, after, 10)).toEqual(expected);
  });

  test('give no more differences than asked for', () => {
    expect(compareValues([1, 2, 3], [4, 5, 6], 2)).toHaveLength(2);
  });
});

describe('two sources', () => {
  const long = Buffer.alloc(700_000, 'a');
  const changed = Buffer.from(long);
  changed[600_000] = 0;
  test.each([
    ['equal ones', 'abc', 'abc', undefined],
    ['empty ones', '', '', undefined],
    ['another byte', 'abc', 'abd', 2],
    ['a longer one', 'abc', 'abcd', 3],
    ['a difference in a later chunk', long, changed, 600_000],
  ])('%s', (_what, before, after, expected) => {
    expect(firstDifference(bufferSource(Buffer.from(before)), bufferSource(Buffer.from(after)))).toBe(expected);
  });
});

describe('a value in a difference', () => {
  test.each<[string, JsonValue, string, string]>([
    ['a text in quotes', 'x', '/a', '"x"'],
    ['a number', 1.5, '/a', '1.5'],
    ['an object by its size', { a: 1 }, '/a', 'object of 1'],
    ['an array by its length', [1, 2], '/a', 'array of 2'],
    ['a long text cut', 'x'.repeat(200), '/a', `"${'x'.repeat(119)}…`],
    // SHA-256 of "abc" begins with ba78, that of "123" with a665.
    ['a text under a token-like key masked', 'abc', '/api_token', '[secret of 3 characters, SHA-256 ba78…]'],
    ['a number under a token-like key masked', 123, '/tokens/0', '[secret of 3 characters, SHA-256 a665…]'],
  ])('%s', (_what, value, pointer, expected) => {
    expect(showValue(value, pointer, SHOW_ALL)).toBe(expected);
  });
});
