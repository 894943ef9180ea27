import { expect, test } from 'vitest';
import { toShownKey } from './shown-key.ts';

test('a key of more than a line is cut', () => {
  expect(toShownKey('k'.repeat(80))).toBe('k'.repeat(80));
  expect(toShownKey('k'.repeat(81))).toBe(`${'k'.repeat(79)}…`);
});

test('a key is never cut within a character', () => {
  expect(toShownKey(`${'k'.repeat(78)}${'\u{1f600}'.repeat(2)}`)).toBe(`${'k'.repeat(78)}…`);
  expect(toShownKey(`${'k'.repeat(77)}${'\u{1f600}'.repeat(2)}`)).toBe(`${'k'.repeat(77)}\u{1f600}…`);
});
