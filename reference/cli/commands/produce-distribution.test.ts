import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  example,
  exampleFiles,
  repositoryWith,
  writeRepository,
} from '../../distribution/example-repository.test-fixture.ts';
import { runIn } from '../cli-run.test-fixture.ts';

const SECRET = 'hunter2hunter2';
const CARGO = 'Cargo.toml';
const CONFIG = 'scripts/release-orchestrator.config.json';
const env = { PATH: process.env.PATH ?? '' };
const VERSION = ['--artifact-version', '0.9.0'];
const COMPILER = ['--toolchain', '1.84.0', '--toolchain-full', 'rustc 1.84.0'];
const ORIGIN = ['--repository', 'https://git.example.test/tool.git'];

function commitAll(folder: string): void {
  const git = 'git init -q . && git add -A && git -c user.name=a -c user.email=a@b.c commit -qm first';
  execFileSync('sh', ['-c', git], { cwd: folder });
}

function committed(files: Readonly<Record<string, string>>): string {
  const root = repositoryWith(files);
  commitAll(root);
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

test('in a folder of a work tree, what is committed is built with what stands beside the folder', async () => {
  const script = 'mkdir -p target/$0/release && cp ../../shared.sh target/$0/release/codex-controller-loop';
  const config = { ...JSON.parse(example('orchestrator-config')), build_command: ['sh', '-c', script, '{target}'] };
  const files = { ...exampleFiles(), LICENSE: 'MIT\n', 'Cargo.lock': 'lock\n', [CONFIG]: JSON.stringify(config) };
  const unpublished = Object.entries(files).filter(([path]) => !path.startsWith('dist/'));
  const within = unpublished.map(([path, content]) => [`tools/codex/${path}`, content]);
  const outer = writeRepository({ ...Object.fromEntries(within), 'shared.sh': '#!/bin/sh\n' });
  commitAll(outer);
  const argv = [...VERSION, ...COMPILER, ...ORIGIN, '--target', 'x86_64-unknown-linux-gnu'];
  const root = join(outer, 'tools/codex');
  expect(await produce(root, argv)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^published {2}dist\//u) });
  // What a run has published is no change of the sources; another file beside the repository is one.
  expect(await produce(root, argv)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^unchanged/u) });
  writeFileSync(join(outer, 'shared.sh'), '#!/bin/bash\n');
  expect(await produce(root, argv)).toMatchObject({ code: 1, stdout: expect.stringContaining('dirty-tree') });
});

test('a folder that is no repository is a mistake of whoever names it', async () => {
  const root = repositoryWith({});
  rmSync(join(root, 'docs/distribution-contract.json'));
  const { code, stdout, stderr } = await produce(root, []);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('is no repository');
});

test('a moment of the environment that is none is refused ahead of any build', async () => {
  const root = committed({});
  const argv = ['produce', 'distribution', '.', ...VERSION, ...COMPILER, ...ORIGIN];
  const { code, stdout, stderr } = await runIn(root, argv, { env: { ...env, SOURCE_DATE_EPOCH: 'abc' } });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain('distribution/epoch-invalid');
});
