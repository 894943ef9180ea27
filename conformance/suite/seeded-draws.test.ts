import { expect, test } from 'vitest';
import { SeededDraws } from './seeded-draws.ts';

// The expected values were drawn with Python's hashlib, by section 6.2 of the interfaces.
test('a draw is the digest of the seed and the counter', () => {
  const draws = new SeededDraws('1');
  const first = [draws.bytes(), draws.bytes()].map((bytes) => Buffer.from(bytes).toString('hex').slice(0, 16));
  expect(first).toEqual(['2c86f81fdc568d63', '42db430b5147bb68']);
});

test('a number is drawn from the whole digest', () => {
  const draws = new SeededDraws('süd');
  expect(Array.from({ length: 8 }, () => draws.below(100))).toEqual([88, 65, 73, 24, 42, 50, 66, 82]);
});

test('a list is shuffled from its end', () => {
  expect(new SeededDraws('1').shuffle([...'abcdefghij']).join('')).toBe('fbaejhcidg');
  expect(new SeededDraws('1').shuffle([])).toEqual([]);
});
