import { expect, test } from 'vitest';
import { firstDifference } from './first-difference.ts';

test.each([
  ['equal values', { a: [1, { b: null }] }, { a: [1, { b: null }] }, undefined],
  ['a value', { a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, { pointer: '/a/1/b', before: 2, after: 3 }],
  ['a missing member', { a: 1, b: 2 }, { b: 2 }, { pointer: '/a', before: 1, after: undefined }],
  ['a member too many', { b: 2 }, { a: 1, b: 3 }, { pointer: '/a', before: undefined, after: 1 }],
  ['an item too many', [1], [1, 2], { pointer: '/1', before: undefined, after: 2 }],
  ['an item that was put ahead', [1, 2], [0, 1, 2], { pointer: '/0', before: 1, after: 0 }],
  ['an object for a list', { a: {} }, { a: [] }, { pointer: '/a', before: {}, after: [] }],
  ['nothing at all', {}, undefined, { pointer: '', before: {}, after: undefined }],
  ['a name that a pointer escapes', { 'a/~': 1 }, { 'a/~': 2 }, { pointer: '/a~1~0', before: 1, after: 2 }],
])('%s', (_what, before, after, difference) => {
  expect(firstDifference(before, after)).toEqual(difference);
});
