import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isResolveVector, isVerdictVector, readVectors } from '../suite/read-vectors.ts';

const contracts = [
  'strict-zip',
  'strict-tar',
  'strict-json',
  'strict-yaml',
  'anpkg',
  'doctor-cli-package',
  'assets-pa',
  'distribution',
];
const vectors = readVectors(join(import.meta.dirname, '..', 'vectors')).filter(
  (stored) => isVerdictVector(stored) || isResolveVector(stored),
);

/** Runs a script of the implementation; what it prints, and how it ended. */
function runPython(script: string, args: readonly string[]): { stdout: string; stderr: string; status: number | null } {
  return spawnSync('/usr/bin/python3', ['-B', join(import.meta.dirname, 'python', script), ...args], {
    encoding: 'utf8',
    // Inputs that make the fuzzer fail are written where it runs.
    cwd: tmpdir(),
    maxBuffer: 16 * 1024 * 1024,
  });
}

it.each(contracts)('the Python implementation answers each vector of %s as it states', (contract) => {
  const count = vectors.filter(({ vector }) => vector.contract === `${contract}@1`).length;
  const run = runPython('check_vectors.py', [contract]);
  expect(run.stderr).toBe('');
  expect(run.stdout).toBe(`${count} vectors, 0 differences\n`);
  expect(run.status).toBe(0);
});

it('the Python implementation neither fails nor hangs nor wavers on changed inputs', () => {
  const run = runPython('fuzz.py', ['1', '300']);
  expect(run.stderr).toBe('');
  expect(run.stdout).toMatch(/^300 inputs, 0 failures, /);
  expect(run.status).toBe(0);
});

it('PyYAML reads what the Python implementation accepts as strict YAML, and to the same value', () => {
  const run = runPython('compare_pyyaml.py', ['1', '2000']);
  expect(run.stderr).toBe('');
  expect(run.stdout).toMatch(/^2000 documents, \d{3,} accepted, 0 failures\n$/);
  expect(run.status).toBe(0);
});
