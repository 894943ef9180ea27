import { describe, expect, test } from 'vitest';
import { parseAsWritten } from './parse-as-written.ts';

const parse = (text: string) => parseAsWritten(Buffer.from(text, 'utf8'));
const written = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

describe('a text that is written as its value is', () => {
  test.each([
    ['an object', { a: 'x', b: [1, 'ü', { c: null }], d: {}, e: [], f: true, g: -5 }],
    ['a list', [[], [[1]], {}]],
    ['a text', 'x'],
  ])('is read: %s', (_what, value) => {
    expect(parse(written(value))?.value).toEqual(value);
  });

  test('knows the places of its values', () => {
    expect(parse('{\n  "a": [\n    1\n  ]\n}\n')?.locate('/a/0')).toEqual({ line: 3, column: 5, offset: 15 });
  });
});

describe('the strict reader has to look at', () => {
  test.each([
    ['a name that stands twice', '{\n  "a": 1,\n  "a": 2\n}\n'],
    ['the name of the prototype', '{\n  "__proto__": 1\n}\n'],
    ['an escape, which could be half a character', '{\n  "a": "\\ud800"\n}\n'],
    ['a number that is no safe integer', '{\n  "a": 9007199254740992\n}\n'],
    ['a fraction', '{\n  "a": 0.5\n}\n'],
    ['a negative zero', '{\n  "a": -0\n}\n'],
    ['another indentation', '{ "a": 1 }\n'],
    ['no line feed at the end', '{\n  "a": 1\n}'],
    ['two line feeds at the end', '{\n  "a": 1\n}\n\n'],
    ['a byte order mark', '\ufeff{}\n'],
    ['what is no JSON', '{\n'],
    ['a value nested too deeply', written(JSON.parse(`${'['.repeat(65)}1${']'.repeat(65)}`))],
  ])('%s', (_what, text) => {
    expect(parse(text)).toBeUndefined();
  });

  test('bytes that are no UTF-8', () => {
    expect(parseAsWritten(Uint8Array.of(0x22, 0xff, 0x22, 0x0a))).toBeUndefined();
  });
});
