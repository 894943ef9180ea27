import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ARTIFACT,
  example,
  FOLDER,
  repositoryWith,
} from '../reference/distribution/example-repository.test-fixture.ts';
import { withGenerations } from '../reference/distribution/published-generations.test-fixture.ts';
import { validators } from '../reference/generated/interfaces-validators.ts';
import { buildPrograms } from './executable.test-fixture.ts';

const IDENTITY =
  '--artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84.0 --git-rev ab12cd34 --dist-revision r1'.split(
    ' ',
  );
const MANIFEST = `${FOLDER}/package/manifest.json`;

let built: string;
beforeAll(() => {
  built = buildPrograms();
});
afterAll(() => rmSync(built, { recursive: true }));

/** Runs the built program. */
function run(root: string, argv: readonly string[], input = '') {
  const program = join(built, 'package-contracts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
    cwd: root,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '' },
  });
  return { code: status, stdout, stderr };
}

describe('the built program', () => {
  test('retires what it said that it would, and gives documents of the schema', async () => {
    const root = await withGenerations(7);
    const json = ['--now', '2026-11-21T00:00:00Z', '--format', 'json'];
    const plan = run(root, ['distribution', 'retention', 'plan', '.', ...json]);
    expect(plan).toMatchObject({ code: 0, stderr: '' });
    const { files, generations } = JSON.parse(plan.stdout);
    expect(validators['interfaces/upkeep'](JSON.parse(plan.stdout))).toBe(true);
    expect(generations).toEqual(['0.1.0']);
    expect(files.map((path: string) => existsSync(join(root, path)))).toEqual([true, true, true, true]);
    const apply = run(root, ['distribution', 'retention', 'apply', '.', ...json]);
    expect(apply.code).toBe(0);
    expect(JSON.parse(apply.stdout)).toEqual({ ...JSON.parse(plan.stdout), outcome: 'changed' });
    // People are told beside the document, ahead of the removal.
    for (const path of files) expect(apply.stderr).toContain(`file        ${path}\n`);
    expect(files.map((path: string) => existsSync(join(root, path)))).toEqual([false, false, false, false]);
  });

  test('withdraws an artifact, which is a change that a gate allows', () => {
    const root = repositoryWith({ 'dist/1.0.0/index.json': example('index') });
    const git = 'git init -q . && git add -A && git -c user.name=a -c user.email=a@b.c commit -qm first';
    execFileSync('sh', ['-c', git], { cwd: root });
    const now = ['--now', '2026-06-01T00:00:00Z'];
    const yank = [
      'distribution',
      'yank',
      '.',
      ...IDENTITY,
      '--reason',
      'wrong licence',
      '--since',
      '2026-06-01',
      ...now,
    ];
    expect(run(root, yank)).toMatchObject({ code: 0, stdout: expect.stringMatching(/\nchanged\n$/u) });
    expect(run(root, ['distribution', 'changes', '.', '--since', 'HEAD', ...now])).toMatchObject({ code: 0 });
    expect(run(root, ['resolve', '.', ...IDENTITY, ...now])).toMatchObject({ code: 1, stdout: '' });
    const other = run(
      root,
      yank.map((word) => (word === 'wrong licence' ? 'another reason' : word)),
    );
    expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('distribution/row-changed') });
    expect(readFileSync(join(root, 'dist/index.json'), 'utf8')).toContain('wrong licence');
  });

  test('converts from a pipe, and refuses without a word to standard output', () => {
    const root = repositoryWith({});
    const argv = ['distribution', 'provenance', '-', '--manifest', MANIFEST];
    expect(run(root, argv, example('statement'))).toEqual({ code: 0, stdout: example('provenance'), stderr: '' });
    const refused = run(root, argv, example('statement').replace('git+https', 'hg+https'));
    expect(refused).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('resolvedDependencies/0/uri'),
    });
    const there = ['distribution', 'statement', `${FOLDER}/package/provenance.json`];
    expect(run(root, there)).toEqual({ code: 0, stdout: example('statement'), stderr: '' });
  });

  test.each<[string, number, readonly string[]]>([
    ['an artifact', 0, ['resolve', '.', ...IDENTITY]],
    ['an artifact that there is not', 1, ['resolve', '.', ...IDENTITY, '--dist-revision', 'r2']],
    ['a document that is none', 1, ['distribution', 'statement', MANIFEST, '--manifest', MANIFEST]],
    ['no folder', 2, ['distribution', 'retention', 'plan', 'nowhere']],
    ['an option that there is not', 2, ['distribution', 'trust', '--keys', 'x']],
    ['a group alone', 2, ['distribution', 'retention']],
    ['a server that is not there', 3, ['resolve', 'http://127.0.0.1:1/', ...IDENTITY]],
    ['a place in the repository', 2, ['resolve', '.', ...IDENTITY, '--out', `${ARTIFACT}/new`]],
    ['a place below a file', 3, ['resolve', '.', ...IDENTITY, '--out', '/dev/null/new']],
  ])('given %s ends with %i', (_what, code, argv) => {
    const root = repositoryWith({});
    const ran = run(root, argv);
    expect(ran).toMatchObject({ code, stdout: code === 0 ? `${ARTIFACT}\n` : '' });
    expect(ran.stderr).not.toMatch(/^ +at /mu);
  });
});
