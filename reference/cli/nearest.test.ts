import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['zip/duplicat-name', 'zip/duplicate-name'],
  ['duplicate-name', 'zip/duplicate-name'],
  ['json/duplicate-kye', 'json/duplicate-key'],
  ['nothing-like-it', undefined],
  ['', undefined],
])('%s is most like %s', (word, expected) => {
  expect(nearest(word, ['zip/duplicate-name', 'json/duplicate-key'])).toBe(expected);
});
