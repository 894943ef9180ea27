import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOOL } from '../reference/generated/tool.ts';
import { buildPrograms, PLACES, placePrograms } from './executable.test-fixture.ts';

let built: string;
beforeAll(() => {
  built = buildPrograms();
});
afterAll(() => rmSync(built, { recursive: true }));

function runOnNode24(folder: string, ...args: string[]) {
  const { status, stdout } = spawnSync('npx', ['-y', 'node@24', ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout };
}

test.each(PLACES)('the executable runs on Node 24 below %s', (_what, packageJson) => {
  const folder = placePrograms(built, packageJson);
  expect(runOnNode24(folder, '--version').stdout).toMatch(/^v24\./u);
  const program = join(folder, 'bin/package-contracts');
  expect(runOnNode24(folder, program, '--version')).toEqual({ status: 0, stdout: `${TOOL.version}\n` });
  expect(runOnNode24(folder, program, 'validate', 'good.json')).toMatchObject({ status: 0 });
  expect(runOnNode24(folder, program, 'validate', 'bad.yaml')).toMatchObject({ status: 1 });
});
