import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'action-'));
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const [, validate] = action.runs.steps;

beforeAll(() => copyFileSync(join(root, 'golden/anpkg/minimal/expected.anpkg'), join(folder, 'good one.anpkg')));
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the step as the forge does: the inputs, or their defaults, in the environment that the step names. */
function runAction(given: Readonly<Record<string, string>>): Outcome {
  const inputs: Record<string, string> = {};
  for (const name of Object.keys(action.inputs)) inputs[name] = given[name] ?? action.inputs[name].default ?? '';
  const env: Record<string, string> = { PATH: process.env.PATH ?? '', HOME: folder };
  for (const [variable, value] of Object.entries<string>(validate.env)) {
    env[variable] = value
      .replace(/^\$\{\{ github\.action_path \}\}$/, root)
      .replace(/^\$\{\{ inputs\.([a-z-]+) \}\}$/, (_, name: string) => inputs[name] ?? `no input ${name}`);
  }
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', validate.run], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('every input reaches the step, and no step reads one as a command', () => {
  const used = Object.values<string>(validate.env).flatMap((value) => /inputs\.([a-z-]+)/.exec(value)?.[1] ?? []);
  expect(used.sort()).toEqual(Object.keys(action.inputs).sort());
  for (const step of action.runs.steps) expect(step.run).not.toContain('${{');
});

test('packages that hold give success, and the reports that were asked for', () => {
  const reports = { sarif: 'a.sarif', junit: 'b.xml', json: 'c.json' };
  expect(runAction({ paths: '*.anpkg', contract: 'anpkg@1', ...reports })).toMatchObject({ status: 0, stderr: '' });
  for (const name of Object.values(reports)) expect(existsSync(join(folder, name))).toBe(true);
});

test('a package of another contract fails the step and marks the file', () => {
  const { status, stdout } = runAction({ paths: 'good one.anpkg', contract: 'strict-json@1' });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error .*file=good one\.anpkg/);
});

test.each(['', '\n', '\n\n'])('no path at all is a wrong call (%j)', (paths) => {
  expect(runAction({ paths }).status).toBe(2);
});

test.each(['$(touch done)', '`touch done`', '; touch done', '--help', '"; touch done; "'])(
  'a path is never a command nor an option: %s',
  (paths) => {
    expect(runAction({ paths }).status).toBe(2);
    expect(existsSync(join(folder, 'done'))).toBe(false);
  },
);

test('the hooks for pre-commit name a program of this package and the files that it judges', () => {
  const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [packages, documents] = hooks.map(({ files }: { files: string }) => new RegExp(files));
  for (const { entry } of hooks) expect(Object.keys(bin)).toContain(entry);
  expect(['a.anpkg', 'b/c.zip', 'a.json', 'a.anpkg.txt'].map((name) => packages.test(name))).toEqual([
    ...[true, true],
    ...[false, false],
  ]);
  expect(['a.json', 'b/c.yml', 'd.yaml', 'e.jsonl'].map((name) => documents.test(name))).toEqual([
    ...[true, true],
    ...[true, false],
  ]);
});
