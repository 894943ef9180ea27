import { describe, expect, test } from 'vitest';
import { isIndented } from './is-indented.ts';
import { isPrettyPrinted } from './is-pretty-printed.ts';
import { parseQuickly } from './parse-quickly.ts';

const parse = (text: string) => parseQuickly(Buffer.from(text, 'utf8'));

describe('the quick reader', () => {
  test.each([
    ['an object', '{"a": "x", "b": [1, "ü", {"c": null}], "d": {}, "e": [], "f": true, "g": -5}'],
    ['a list', '[[], [[1]], {}]'],
    ['a text', '"x"'],
    ['the name of the prototype', '{"__proto__": {"a": 1}}'],
    ['the same name in two objects', '[{"a": 1}, {"a": 2}]'],
  ])('reads %s', (_what, text) => {
    expect(parse(text)?.document.value).toEqual(JSON.parse(text));
  });

  test('knows the places of what it read', () => {
    expect(parse('{\n  "a": [\n    1\n  ]\n}\n')?.document.locate('/a/0')).toEqual({ line: 3, column: 5, offset: 15 });
  });

  test.each([
    ['a name that stands twice', '{"a": 1, "a": 2}'],
    ['a name that stands twice beside a text with a colon', '{"a": 1, "a": ":"}'],
    ['a name that stands twice beside a name with a colon', '{"a": 1, "a": 1, ":": 1}'],
    ['the name of the prototype twice', '{"__proto__": 1, "__proto__": 1}'],
    ['an escape, which could be half a character', '{"a": "\\ud800"}'],
    ['a number that is no safe integer', '{"a": 9007199254740992}'],
    ['a fraction', '{"a": 0.5}'],
    ['a number that is too small', '{"a": 1e-400}'],
    ['a number that is too large', '{"a": 1e400}'],
    ['a byte order mark', '\ufeff{}'],
    ['what is no JSON', '{'],
    ['a value nested too deeply', `${'['.repeat(65)}1${']'.repeat(65)}`],
  ])('leaves %s to the strict one', (_what, text) => {
    expect(parse(text)).toBeUndefined();
  });

  test('leaves bytes that are no UTF-8 to the strict one', () => {
    expect(parseQuickly(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
  });
});

describe('a text is written as its value is', () => {
  const values = [{}, [], 'x', 5, { a: 1 }, { a: [], b: {}, c: [1, [2], { d: ['é', null] }] }, [1, { a: [2] }]];

  test.each(values.map((value) => [JSON.stringify(value), value]))('%s', (_what, value) => {
    const text = `${JSON.stringify(value, null, 2)}\n`;
    expect(isPrettyPrinted(text, JSON.parse(text))).toBe(true);
    expect(isIndented(text)).toBe(true);
  });

  test.each([
    ['without the line feed', '{\n  "a": 1\n}'],
    ['with two', '{\n  "a": 1\n}\n\n'],
    ['in one line', '{ "a": 1 }\n'],
    ['with another indentation', '{\n    "a": 1\n}\n'],
    ['with an inner list in one line', '{\n  "a": [[1]]\n}\n'],
    ['with carriage returns', '{\r\n  "a": 1\r\n}\r\n'],
    ['with a space ahead of a colon', '{\n  "a" : 1\n}\n'],
    ['with a space behind a comma', '[\n  1, \n  2\n]\n'],
    ['with an integer that has an exponent', '[\n  1e3\n]\n'],
    ['with an integer that has a fraction', '[\n  1.0\n]\n'],
    ['with an empty list in two lines', '[\n]\n'],
  ])('or it is not: %s', (_what, text) => {
    expect(isPrettyPrinted(text, JSON.parse(text))).toBe(false);
    expect(isIndented(text)).toBe(false);
  });

  test('names that begin with a digit stand in an order that the text alone does not tell', () => {
    expect(isIndented('{\n  "b": 1,\n  "1": 2\n}\n')).toBeUndefined();
    expect(parse('{\n  "b": 1,\n  "1": 2\n}\n')?.isPretty()).toBe(false);
    expect(parse('{\n  "1": 1,\n  "b": 2\n}\n')?.isPretty()).toBe(true);
  });

  const text = `${JSON.stringify({ a: [], b: [12, { cc: 'x y', d: {} }, null], e: -7, f: ['', [true]] }, null, 2)}\n`;
  const edits = Array.from(text, (_, at) => [
    text.slice(0, at) + text.slice(at + 1),
    ...[' ', '\n', '\t', 'e1', '.0', 'x', ',', '1'].map((more) => text.slice(0, at) + more + text.slice(at)),
  ]).flat();

  test('the walk over the characters says the same as writing the value again, after any small edit', () => {
    const read = edits.flatMap((edited) => {
      const document = parse(edited);
      return document === undefined ? [] : [{ edited, document }];
    });
    expect(read.length).toBeGreaterThan(text.length);
    for (const { edited, document } of read) {
      expect([edited, document.isPretty()]).toEqual([edited, isPrettyPrinted(edited, document.document.value)]);
    }
  });
});
