import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SCRIPT = join(import.meta.dirname, 'difference.ts');
const TSX = import.meta.resolve('tsx');
let root: string;

function git(...parameters: readonly string[]): string {
  const identity = ['-c', 'user.name=n', '-c', 'user.email=e@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...parameters], { cwd: root, encoding: 'utf8' });
}

function run(...parameters: readonly string[]) {
  const { status, stdout } = spawnSync(process.execPath, ['--import', TSX, SCRIPT, ...parameters], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'difference-'));
  writeFileSync(join(root, '.gitignore'), '.cache/\n');
  writeFileSync(join(root, 'a.txt'), 'one\n');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
});
afterEach(() => rmSync(root, { recursive: true }));

test('the patch makes the changed, new and binary files again, and the working tree stays', () => {
  writeFileSync(join(root, 'a.txt'), 'two\n');
  mkdirSync(join(root, 'new'));
  writeFileSync(join(root, 'new/b.bin'), Buffer.from([0, 255, 1, 254]));
  const before = git('status', '--porcelain');
  expect(run('.cache/difference.patch')).toEqual({ status: 0, stdout: 'M\ta.txt\nA\tnew/b.bin\n' });
  expect(git('status', '--porcelain')).toBe(before);

  git('clean', '-fdq');
  git('checkout', '--quiet', '.');
  git('apply', '.cache/difference.patch');
  expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('two\n');
  expect([...readFileSync(join(root, 'new/b.bin'))]).toEqual([0, 255, 1, 254]);
});

test('where nothing differs, the patch is empty', () => {
  expect(run('.cache/difference.patch')).toEqual({ status: 0, stdout: 'nothing differs from the last commit\n' });
  expect(readFileSync(join(root, '.cache/difference.patch'), 'utf8')).toBe('');
});

test('without a file to write it is misuse', () => {
  expect(run()).toEqual({ status: 2, stdout: '' });
});
