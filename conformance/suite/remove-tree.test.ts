import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeTree } from './remove-tree.ts';

const NOBODY = 65534;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'remove-tree-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Root may write to what is read-only: it does this as somebody else. */
function asOrdinaryUser(act: () => void): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    chownSync(folder, NOBODY, NOBODY);
    process.seteuid?.(NOBODY);
  }
  try {
    act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test('folders that nobody may write to go too, and what a link leads to stays as it is', () => {
  const kept = join(folder, 'kept');
  asOrdinaryUser(() => {
    const inner = join(folder, 'tree/read-only/inner');
    mkdirSync(inner, { recursive: true });
    mkdirSync(kept);
    writeFileSync(join(kept, 'file'), '');
    writeFileSync(join(inner, 'file'), '');
    symlinkSync(kept, join(inner, 'link'));
    for (const path of [inner, join(inner, '..'), kept]) chmodSync(path, 0o555);
    expect(() => rmSync(join(folder, 'tree'), { recursive: true })).toThrow('EACCES');
    removeTree(join(folder, 'tree'));
    expect(existsSync(join(folder, 'tree'))).toBe(false);
    expect(() => writeFileSync(join(kept, 'more'), '')).toThrow('EACCES');
    chmodSync(kept, 0o755);
  });
  expect(existsSync(join(kept, 'file'))).toBe(true);
});

test('folders in each other go too where the path to the innermost is longer than the system takes', () => {
  const [tree, outer] = [join(folder, 'tree'), join(folder, 'outer')];
  const name = 'a'.repeat(200);
  mkdirSync(tree);
  writeFileSync(join(tree, 'file'), '');
  for (let depth = 0; depth < 40; depth += 1) {
    mkdirSync(outer);
    renameSync(tree, join(outer, name));
    renameSync(outer, tree);
  }
  expect(() => lstatSync(join(tree, ...Array(40).fill(name)))).toThrow('ENAMETOOLONG');
  removeTree(tree);
  expect(existsSync(tree)).toBe(false);
});

test('a file goes, and nothing at all is nothing to remove', () => {
  writeFileSync(join(folder, 'file'), '');
  for (const name of ['file', 'nothing']) {
    removeTree(join(folder, name));
    expect(existsSync(join(folder, name))).toBe(false);
  }
});
