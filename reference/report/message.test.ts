import { describe, expect, test } from 'vitest';
import { toMessage } from './message.ts';

describe('a message', () => {
  test.each([
    ['{a} is not {b}', { a: 1, b: 'x' }, '1 is not x'],
    ['{list} at once', { list: ['a', 'b'] }, 'a, b at once'],
    ['{flag}', { flag: false }, 'false'],
    ['{absent} stays', {}, '{absent} stays'],
    ['{constructor} is no detail', {}, '{constructor} is no detail'],
    ['the value is not a template: {a}', { a: '{b}', b: 'no' }, 'the value is not a template: {b}'],
    ['a dollar sign is itself: {a}', { a: '$&' }, 'a dollar sign is itself: $&'],
  ])('%s', (template, details, expected) => {
    expect(toMessage(template, details)).toBe(expected);
  });
});
