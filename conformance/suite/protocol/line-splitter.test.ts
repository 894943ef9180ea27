import { expect, test } from 'vitest';
import { LineSplitter } from './line-splitter.ts';

function split(chunks: readonly string[]): { lines: readonly string[]; unfinished: number } {
  const splitter = new LineSplitter();
  const lines: string[] = [];
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  for (let line = splitter.next(); line !== undefined; line = splitter.next())
    lines.push(new TextDecoder().decode(line));
  return { lines, unfinished: splitter.unfinished };
}

test.each([
  ['a line in one piece', ['ab\n'], ['ab'], 0],
  ['a line in many pieces', ['a', '', 'b', '\n'], ['ab'], 0],
  ['two lines in one piece', ['a\nb\n'], ['a', 'b'], 0],
  ['an empty line', ['\n'], [''], 0],
  ['what no line feed ends', ['a\nbc', 'd'], ['a'], 3],
  ['a carriage return', ['a\r\n'], ['a\r'], 0],
])('%s', (_what, chunks, lines, unfinished) => {
  expect(split(chunks)).toEqual({ lines, unfinished });
});

test('is empty only where nothing waits', () => {
  const splitter = new LineSplitter();
  expect(splitter.isEmpty).toBe(true);
  splitter.push(Buffer.from('a'));
  expect(splitter.isEmpty).toBe(false);
  splitter.push(Buffer.from('\n'));
  expect(splitter.isEmpty).toBe(false);
  splitter.next();
  expect(splitter.isEmpty).toBe(true);
});
