import { expect, test } from 'vitest';
import { matchesPattern } from './path-pattern.ts';

test.each([
  ['a/b.ts', 'a/b.ts'],
  ['a/b.ts', 'a/*.ts'],
  ['a/b.ts', 'a/**'],
  ['a/b/c.ts', 'a/**'],
  ['a/c.ts', 'a/**/*.ts'],
  ['a/b/b/c.test.ts', 'a/**/*.test.ts'],
  ['a/produce-x.ts', 'a/produce*'],
  ['a/b.ts', '?/b.ts'],
])('%s matches %s', (path, pattern) => {
  expect(matchesPattern(path, pattern)).toBe(true);
});

test.each([
  ['a/b/c.ts', 'a/*.ts'],
  ['a/bxts', 'a/b.ts'],
  ['a', 'a/**'],
  ['ab/c.ts', 'a/**'],
  ['a/b.ts', 'b.ts'],
  ['a/c.tsx', 'a/**/*.ts'],
  ['a/produce/x.ts', 'a/produce*'],
])('%s does not match %s', (path, pattern) => {
  expect(matchesPattern(path, pattern)).toBe(false);
});
