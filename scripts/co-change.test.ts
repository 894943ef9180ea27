import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCoChangeSets } from './evolution/co-change.ts';
import { workingPaths } from './evolution/git-paths.ts';
import { matchesPattern } from './evolution/path-pattern.ts';

const ROOT = join(import.meta.dirname, '..');
// A scratch repository with one contract: its schema changes with its text and with the tests.
const SCRIPT = join(import.meta.dirname, 'co-change.ts');
// Text, because an object with a member `then` passes for a promise.
const CONTRACT = `{
  "buildsOn": [],
  "coChange": [
    {
      "reason": "Law and text go together.",
      "when": ["contracts/demo/v1/schemas/**"],
      "then": { "text": ["contracts/demo/v1/README.md"], "tests": ["tests/**/*.test.ts"] }
    }
  ]
}`;
let root: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function git(...parameters: readonly string[]): void {
  const identity = ['-c', 'user.name=n', '-c', 'user.email=e@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...parameters], { cwd: root, stdio: 'ignore' });
}

function run(...parameters: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', SCRIPT, '--root', root, ...parameters],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'co-change-'));
  write('contracts/demo/v1/contract.json', CONTRACT);
  write('contracts/demo/v1/rules.json', '[]');
  write('contracts/demo/v1/schemas/a.schema.json', '{}');
  write('contracts/demo/v1/README.md', 'text');
  write('tests/inner/a.test.ts', 'test');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
});
afterEach(() => rmSync(root, { recursive: true }));

test('what did not change breaks nothing', () => {
  expect(run('HEAD')).toEqual({ status: 0, stdout: '0 changed paths, 1 sets, 0 broken\n', stderr: '' });
});

test('a change without the others names the set, what changed and what is missing', () => {
  write('contracts/demo/v1/schemas/a.schema.json', '{"a": 1}');
  write('tests/inner/a.test.ts', 'other');
  git('commit', '--quiet', '--all', '--message', 'second');
  expect(run('HEAD~1')).toEqual({
    status: 1,
    stdout: `demo: Law and text go together.
  changed  contracts/demo/v1/schemas/a.schema.json
  missing  text: a change of contracts/demo/v1/README.md
2 changed paths, 1 sets, 1 broken
`,
    stderr: '',
  });
});

test('what is not committed counts, known to git or not', () => {
  write('contracts/demo/v1/schemas/b.schema.json', '{}');
  expect(run('HEAD')).toMatchObject({ status: 1 });
  write('contracts/demo/v1/README.md', 'other');
  write('tests/new.test.ts', 'test');
  expect(run('HEAD')).toMatchObject({ status: 0 });
});

test('a file that is gone has changed', () => {
  git('rm', '--quiet', 'contracts/demo/v1/schemas/a.schema.json');
  expect(run('HEAD')).toMatchObject({ status: 1 });
});

test('a change of text or tests alone calls for nothing', () => {
  write('contracts/demo/v1/README.md', 'other');
  expect(run('HEAD')).toMatchObject({ status: 0 });
});

test('a released copy may come, but not change or go', () => {
  const path = 'contracts/demo/v1/released/1.0.0/rules.json';
  write(path, '[]');
  expect(run('HEAD')).toMatchObject({ status: 0 });
  git('add', '.');
  git('commit', '--quiet', '--message', 'release');
  write(path, '[1]');
  expect(run('HEAD')).toMatchObject({ status: 1, stdout: expect.stringContaining(`${path}: what was released stays`) });
  rmSync(join(root, path));
  expect(run('HEAD')).toMatchObject({ status: 1 });
});

test('a line of the list of releases may come, but not go', () => {
  const path = 'contracts/RELEASED.sha256';
  write(path, '00  demo/v1/released/1.0.0/SHA256SUMS\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'release');
  write(path, '00  demo/v1/released/1.0.0/SHA256SUMS\n01  demo/v1/released/1.1.0/SHA256SUMS\n');
  expect(run('HEAD')).toMatchObject({ status: 0 });
  write(path, '01  demo/v1/released/1.1.0/SHA256SUMS\n');
  expect(run('HEAD')).toMatchObject({ status: 1, stdout: expect.stringContaining(`${path}: gone is 00  demo`) });
  rmSync(join(root, path));
  expect(run('HEAD')).toMatchObject({ status: 1 });
});

test.each(['nowhere', '--all', ''])('a revision %j that there is not is misuse', (revision) => {
  expect(run(revision)).toEqual({
    status: 2,
    stdout: '',
    stderr: `validate-contracts: there is no revision ${JSON.stringify(revision)}\n`,
  });
});

test('every source of the packager of command-line programs belongs to a set', () => {
  const sets = readCoChangeSets(ROOT, ['doctor-cli-package']);
  const patterns = sets.flatMap(({ then }) => Object.values(then).flat());
  const sources = workingPaths(ROOT).filter((path) => /^reference\/doctor-cli-package\/.*\.ts$/u.test(path));
  expect(sources.length).toBeGreaterThan(30);
  // What they show to others changes with them, and the fixtures with the tests.
  const isAside = (path: string) => /\/index\.ts$|\.test-fixture\.ts$/u.test(path);
  const without = sources.filter((path) => !patterns.some((pattern) => matchesPattern(path, pattern)));
  expect(without.filter((path) => !isAside(path))).toEqual([]);
});

test('without a revision, a pattern that leads to no file is a problem', () => {
  expect(run()).toMatchObject({ status: 0 });
  git('rm', '--quiet', 'tests/inner/a.test.ts');
  expect(run()).toEqual({
    status: 1,
    stdout: 'demo: no file matches tests/**/*.test.ts\n1 sets, 1 patterns without a file\n',
    stderr: '',
  });
});
