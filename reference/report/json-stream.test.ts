import { expect, test } from 'vitest';
import { JsonItems, JsonMembers, toJsonChunks } from './json-stream.ts';
import { toJsonText } from './json-text.ts';

test.each([
  ['an empty list', new JsonItems([]), []],
  ['an empty object', new JsonMembers({ a: undefined }), {}],
  [
    'lists and objects in one another',
    new JsonMembers({
      'a"\u200b': 1,
      gone: undefined,
      list: new JsonItems([{ text: '\u202e\n é😀', empty: {} }, new JsonMembers({ deep: new JsonItems([[], [1]]) })]),
      last: null,
    }),
    { 'a"\u200b': 1, list: [{ text: '\u202e\n é😀', empty: {} }, { deep: [[], [1]] }], last: null },
  ],
])('%s has the text of the same value at once', (_, streamed, value) => {
  expect([...toJsonChunks(streamed)].join('')).toBe(toJsonText(value));
});

test('items are made when their chunk is asked for, and no chunk holds many of them', () => {
  let made = 0;
  const items = function* (): Generator<string> {
    for (; made < 1000; made += 1) yield 'x'.repeat(1000);
  };
  const chunks = toJsonChunks(new JsonItems(items()));
  expect(chunks.next().value?.length).toBeLessThan(100_000);
  expect(made).toBeLessThan(100);
});
