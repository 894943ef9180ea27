import { expect, test } from 'vitest';
import { asksForJson, commandWord, moveFormat } from './leading-format.ts';

test.each([
  [
    ['--format', 'json', 'doctor', 'compare', 'a', 'b'],
    ['doctor', 'compare', 'a', 'b', '--format', 'json'],
  ],
  [
    ['--format=json', 'limits'],
    ['limits', '--format=json'],
  ],
  [
    ['--color', 'never', '--format', 'json', 'limits'],
    ['--color', 'never', 'limits', '--format', 'json'],
  ],
  [
    ['--format', 'json', 'validate', '--', '-x'],
    ['validate', '--format', 'json', '--', '-x'],
  ],
  [
    ['limits', '--format', 'json'],
    ['limits', '--format', 'json'],
  ],
  [
    ['--format', 'json'],
    ['--format', 'json'],
  ],
  [[], []],
])('%j is read as %j', (given, expected) => {
  expect(moveFormat(given)).toEqual(expected);
});

test('the command is the first word that is no value of an option', () => {
  expect(commandWord(['--color', 'never', '--format', 'text', 'doctor', 'compare'])).toBe('doctor');
  expect(commandWord(['--version'])).toBeUndefined();
});

test('JSON is asked for by the value of the option alone', () => {
  expect(asksForJson(['doctor', '--format', 'json'])).toBe(true);
  expect(asksForJson(['doctor', '--format=json'])).toBe(true);
  expect(asksForJson(['validate', 'json', '--format', 'text'])).toBe(false);
});
