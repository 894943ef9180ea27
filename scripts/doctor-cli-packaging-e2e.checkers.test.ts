import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPrograms } from './executable.test-fixture.ts';

let built: string;
beforeAll(() => {
  built = buildPrograms();
});
afterAll(() => rmSync(built, { recursive: true }));

test('the program packages itself, and every tool finds what the contract says', () => {
  const script = join(import.meta.dirname, 'doctor-cli-packaging-e2e.sh');
  const run = spawnSync('bash', [script, join(built, 'package-contracts')], { encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
  expect(run.stdout).toContain('everything holds');
});
