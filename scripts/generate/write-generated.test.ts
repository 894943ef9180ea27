import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeGenerated } from './write-generated.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'write-generated-'));
  mkdirSync(join(root, 'made/deep'), { recursive: true });
  writeFileSync(join(root, 'made/same.txt'), 'same');
  writeFileSync(join(root, 'made/old.txt'), 'old');
  writeFileSync(join(root, 'made/deep/extra.txt'), 'extra');
  writeFileSync(join(root, 'by-hand.txt'), 'by hand');
});
afterEach(() => rmSync(root, { recursive: true }));

const files = { 'made/same.txt': 'same', 'made/old.txt': 'new', 'made/deeper/one.txt': 'one' };
const changes = [
  { path: 'made/old.txt', change: 'wrote' },
  { path: 'made/deeper/one.txt', change: 'wrote' },
  { path: 'made/deep/extra.txt', change: 'removed' },
];

test('the folders hold the generated files and nothing else', () => {
  expect(writeGenerated({ root, files, folders: ['made'], check: false })).toEqual(changes);
  expect(readFileSync(join(root, 'made/old.txt'), 'utf8')).toBe('new');
  expect(readFileSync(join(root, 'made/deeper/one.txt'), 'utf8')).toBe('one');
  expect(existsSync(join(root, 'made/deep/extra.txt'))).toBe(false);
  expect(existsSync(join(root, 'by-hand.txt'))).toBe(true);
  expect(writeGenerated({ root, files, folders: ['made'], check: false })).toEqual([]);
});

test('a check names what would change and touches nothing', () => {
  expect(writeGenerated({ root, files, folders: ['made'], check: true })).toEqual(changes);
  expect(readFileSync(join(root, 'made/old.txt'), 'utf8')).toBe('old');
  expect(existsSync(join(root, 'made/deeper'))).toBe(false);
  expect(existsSync(join(root, 'made/deep/extra.txt'))).toBe(true);
});
