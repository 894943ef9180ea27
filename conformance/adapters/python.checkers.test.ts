import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { certify } from '../suite/certify.ts';
import { processAdapter } from '../suite/protocol/adapter.ts';
import { readSuite } from '../suite/read-suite.ts';
import { isVerdictVector } from '../suite/read-vectors.ts';

const suite = readSuite(join(import.meta.dirname, '..', 'vectors'));

/** Runs a script of the implementation; what it prints, and how it ended. */
function runPython(script: string, args: readonly string[]): { stdout: string; stderr: string; status: number | null } {
  return spawnSync('/usr/bin/python3', ['-B', join(import.meta.dirname, 'python', script), ...args], {
    encoding: 'utf8',
    // Inputs that make the fuzzer fail are written where it runs.
    cwd: tmpdir(),
    maxBuffer: 16 * 1024 * 1024,
  });
}

it.each([
  ['consumer', 8],
  ['producer', 2],
  ['resolver', 1],
] as const)(
  'the Python implementation certifies as %s for each contract of that role',
  async (profile, contracts) => {
    const program = { file: '/usr/bin/python3', args: ['-B', join(import.meta.dirname, 'python')], cwd: tmpdir() };
    const adapter = processAdapter(program, { timeoutMs: 60_000, memoryBytes: 2 ** 30 });
    const shard = { index: 1, count: 1 };
    const { report } = await certify({ suite, suiteVersion: '1.0.0', adapter, profile, seed: '1', shard, workers: 2 });
    expect(report.rows.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(report.targets.length).toBe(contracts);
    expect(report.targets.every(({ level }) => level === 'location')).toBe(true);
  },
  600_000,
);

it('the vectors can be judged without the suite as well', () => {
  const own = suite.vectors.filter(({ vector: { contract } }) => contract === 'strict-json@1').filter(isVerdictVector);
  const run = runPython('check_vectors.py', ['strict-json']);
  expect(run.stderr).toBe('');
  expect(run.stdout).toBe(`${own.length} vectors, 0 differences\n`);
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
