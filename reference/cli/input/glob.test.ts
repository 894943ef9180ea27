import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, removeFolder } from '../cli-run.test-fixture.ts';
import { expandGlob } from './glob.ts';

let folder: string;
beforeAll(() => {
  folder = makeFolder({
    'a.txt': '',
    'b.txt': '',
    'ab.md': '',
    'x[1].txt': '',
    '.h.txt': '',
    'd/a.txt': '',
    'd/e/c.txt': '',
    '.g/a.txt': '',
  });
  symlinkSync(join(folder, 'd'), join(folder, 'link'));
});
afterAll(() => removeFolder(folder));

test.each([
  ['*.txt', ['a.txt', 'b.txt', 'x[1].txt']],
  ['?.txt', ['a.txt', 'b.txt']],
  ['[a-b].txt', ['a.txt', 'b.txt']],
  ['[!a].txt', ['b.txt']],
  ['[^a].txt', ['b.txt']],
  ['{a,ab}.{txt,md}', ['a.txt', 'ab.md']],
  ['{a,{b,c}}.txt', ['a.txt', 'b.txt']],
  ['.*.txt', ['.h.txt']],
  ['*/a.txt', ['d/a.txt']],
  ['**/*.txt', ['a.txt', 'b.txt', 'd/a.txt', 'd/e/c.txt', 'x[1].txt']],
  ['**/c.txt', ['d/e/c.txt']],
  ['d/**', ['d', 'd/a.txt', 'd/e', 'd/e/c.txt']],
  ['d', ['d']],
  ['./d/*.txt', ['d/a.txt']],
  ['d/../*.md', ['ab.md']],
  ['*.none', []],
  ['none/*', []],
  ['a.txt/*', []],
  ['(a|b).txt', []],
  ['**/**/c.txt', ['d/e/c.txt']],
  ['*b*.*', ['ab.md', 'b.txt']],
  ['a*b*d', ['ab.md']],
  ['*a?*', ['a.txt', 'ab.md']],
])('%s', (pattern, expected) => {
  expect(expandGlob(pattern, folder)).toEqual(expected);
});

test('an absolute pattern gives absolute paths', () => {
  expect(expandGlob(`${folder}/*.md`, '/')).toEqual([`${folder}/ab.md`]);
});

test.each(['[z-a]', '{a,b}'.repeat(20)])('%s is a usage error', (pattern) => {
  expect(() => expandGlob(pattern, folder)).toThrow(expect.objectContaining({ code: 'usage' }));
});

test('a name that almost matches many stars is refused at once', () => {
  const crowded = makeFolder({ ['a'.repeat(200)]: '' });
  try {
    // To try every way to share the name out among the stars would take hours.
    expect(expandGlob(`${'*a'.repeat(30)}*b`, crowded)).toEqual([]);
  } finally {
    removeFolder(crowded);
  }
});
