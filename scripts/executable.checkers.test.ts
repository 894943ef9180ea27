import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOOL } from '../reference/generated/tool.ts';
import { buildPrograms, PLACES, placePrograms } from './executable.test-fixture.ts';

let built: string;
let node24: string;
beforeAll(() => {
  built = buildPrograms();
  // npm is asked for the program once; everything below runs it without npm.
  const argv = ['-y', 'node@24', '--print', 'process.execPath'];
  const { status, stdout, stderr } = spawnSync('npx', argv, { cwd: built, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npx gives no Node 24: ${stderr}`);
  node24 = stdout.trim();
});
afterAll(() => rmSync(built, { recursive: true }));

function runOnNode24(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(node24, args, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('it is Node 24', () => {
  expect(runOnNode24(built, '--version').stdout).toMatch(/^v24\./u);
});

test.each(PLACES)('the executable runs on Node 24 below %s', (_what, packageJson) => {
  const folder = placePrograms(built, packageJson);
  const program = join(folder, 'bin/package-contracts');
  expect(runOnNode24(folder, program, '--version')).toEqual({ status: 0, stdout: `${TOOL.version}\n`, stderr: '' });
  expect(runOnNode24(folder, program, 'validate', 'good.json')).toMatchObject({ status: 0, stderr: '' });
  expect(runOnNode24(folder, program, 'validate', 'bad.yaml')).toMatchObject({ status: 1, stderr: '' });
});
