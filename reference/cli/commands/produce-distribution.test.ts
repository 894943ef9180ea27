import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryWith } from '../../distribution/example-repository.test-fixture.ts';
import { runIn } from '../cli-run.test-fixture.ts';

const SECRET = 'hunter2hunter2';
const CARGO = 'Cargo.toml';
const env = { PATH: process.env.PATH ?? '' };
const VERSION = ['--artifact-version', '0.9.0'];
const COMPILER = ['--toolchain', '1.84.0', '--toolchain-full', 'rustc 1.84.0'];
const ORIGIN = ['--repository', 'https://git.example.test/tool.git'];

function committed(files: Readonly<Record<string, string>>): string {
  const root = repositoryWith(files);
  const git = 'git init -q . && git add -A && git -c user.name=a -c user.email=a@b.c commit -qm first';
  execFileSync('sh', ['-c', git], { cwd: root });
  return root;
}

const produce = (root: string, argv: readonly string[]) =>
  runIn(root, ['produce', 'distribution', '.', ...argv], { env });

test.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
  ['a package.json that is no JSON', { 'package.json': '{,' }, [...COMPILER, ...ORIGIN], 'package.json is no JSON'],
  ['a package.json that is no object', { 'package.json': 'null' }, [...COMPILER, ...ORIGIN], 'states a version'],
  ['a repository that is no URI', {}, [...VERSION, ...COMPILER, '--repository', 'tool.git'], 'has to be a URI'],
  ['a space in the repository', {}, [...VERSION, ...COMPILER, '--repository', 'https://h/a b'], 'has to be a URI'],
  ['a secret in it', {}, [...VERSION, ...COMPILER, '--repository', `https://u:${SECRET}@h/a`], 'has to be a URI'],
  ['no such moment', {}, [...COMPILER, ...ORIGIN, '--now', 'soon'], '--now takes a moment'],
  ['a compiler that is no release', {}, [...VERSION, ...ORIGIN, '--toolchain', 'new'], '--toolchain takes a release'],
  ['an empty text of it', {}, [...VERSION, ...ORIGIN, ...COMPILER, '--toolchain-full', ''], '--toolchain-full takes'],
  ['no such programs', {}, [...VERSION, ...COMPILER, ...ORIGIN, '--programs', 'none'], 'there is no folder'],
])('with %s nothing is built', async (_what, files, argv, problem) => {
  const root = committed(files);
  const { code, stdout, stderr } = await produce(root, argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(problem);
  expect(stderr).not.toContain('building');
  expect(stderr).not.toContain(SECRET);
  expect(existsSync(join(root, '.distribution-lane'))).toBe(false);
});

test.each([
  ['of the package', '[package]\nname = "tool"\nauthors = ["Ada"]\nversion = "0.9.0"\n'],
  ['of the workspace', '[workspace]\nmembers = ["a"]\n\n[workspace.package] # all\nversion = "0.9.0"\n'],
])('the version %s in Cargo.toml is found, and asks for no option', async (_what, cargo) => {
  const { stderr } = await produce(committed({ [CARGO]: cargo }), [...ORIGIN, ...COMPILER, '--programs', 'none']);
  expect(stderr).toContain('there is no folder');
});

test('the version of a dependency is not that of the package', async () => {
  const cargo = '[package]\nname = "tool"\n\n[dependencies.other]\nversion = "2.0.0"\n';
  const { code, stderr } = await produce(committed({ [CARGO]: cargo }), [...ORIGIN, ...COMPILER]);
  expect(code).toBe(2);
  expect(stderr).toContain('states a version');
});
