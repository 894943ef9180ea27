import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPrograms } from '../../../scripts/executable.test-fixture.ts';
import type { CertificationReport } from '../../suite/report/certification-report.ts';
import { mergeReports } from '../../suite/report/merge-reports.ts';

const VECTORS = join(import.meta.dirname, '../../vectors');
let built = '';

beforeAll(() => {
  built = buildPrograms();
});
afterAll(() => rmSync(built, { recursive: true }));

/** Has the executable, which lies outside of any package, certify itself; gives the report and how long it took. */
function certify(
  words: readonly string[],
  { umask = '022', env = {} }: { umask?: string; env?: Readonly<Record<string, string>> } = {},
): { readonly code: number | null; readonly report: CertificationReport; readonly seconds: number } {
  const program = join(built, 'package-contracts');
  const adapter = `'${process.execPath}' '${program}' adapter`;
  const report = join(built, `report-${Math.random()}.json`);
  const line = [
    process.execPath,
    program,
    'certify',
    '--vectors',
    VECTORS,
    '--adapter',
    adapter,
    '--output',
    `json=${report}`,
  ];
  const start = process.hrtime.bigint();
  const run = spawnSync('/bin/sh', ['-c', `umask ${umask}; exec "$@"`, 'sh', ...line, ...words], {
    cwd: built,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  expect(run.stderr).toBe('');
  return { code: run.status, report: JSON.parse(readFileSync(report, 'utf8')), seconds };
}

test('the executable certifies itself for all contracts', () => {
  const { code, report, seconds } = certify([]);
  expect(report.rows.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  expect(code).toBe(0);
  expect(report.targets.length).toBe(8);
  console.log(`${report.rows.length} vectors, each twice, in ${seconds.toFixed(1)} s`);
}, 600_000);

test.each([
  ['resolver', ['distribution@1']],
  ['consumer-core', ['assets-pa@1', 'distribution@1', 'strict-tar@1']],
])(
  'the executable certifies itself as %s',
  (profile, contracts) => {
    const words = contracts.flatMap((contract) => ['--contract', contract]);
    const { code, report } = certify(['--profile', profile, ...words]);
    expect(report.rows.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(code).toBe(0);
    expect(report.targets.map((target) => `${target.contract} ${target.profile}`)).toEqual(
      contracts.map((contract) => `${contract} ${profile}`),
    );
  },
  600_000,
);

test('zone, locale, umask, seed and shards change nothing of the result', () => {
  const contract = ['--contract', 'strict-yaml@1', '--contract', 'doctor-cli-package@1'];
  const { report } = certify(contract);
  const elsewhere = { umask: '077', env: { TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } };
  const parts = [1, 2, 3, 4].map((part) => certify([...contract, '--shard', `${part}/4`], elsewhere).report);
  expect(mergeReports(parts)).toEqual({ report });
  expect(certify([...contract, '--seed', '2', '--workers', '1']).report.resultDigest).toBe(report.resultDigest);
});
