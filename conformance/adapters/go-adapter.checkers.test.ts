import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { certify } from '../suite/certify.ts';
import { openAdapter } from '../suite/protocol/open-adapter.ts';
import { readSuite } from '../suite/read-suite.ts';
import { judgeCertification } from '../suite/report/judge-report.ts';

const source = join(import.meta.dirname, 'go');
const suite = readSuite(join(import.meta.dirname, '..', 'vectors'));
const folder = mkdtempSync(join(tmpdir(), 'go-adapter-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['consumer', 'consumer-core'] as const)('the Go adapter certifies for strict-json as %s', async (profile) => {
  execFileSync('go', ['build', '-o', join(folder, 'adapter'), '.'], { cwd: source });
  const adapter = openAdapter('adapter', folder, { timeoutMs: 120_000, memoryBytes: 2 ** 30 });
  const shard = { index: 1, count: 1 };
  const { report } = await certify({ suite, suiteVersion: '1.0.0', adapter, profile, seed: '1', shard, workers: 2 });
  expect(report.targets).toEqual([{ contract: 'strict-json@1', profile, level: 'verdict' }]);
  expect(report.rows.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  expect(judgeCertification(report)).toEqual({ certified: true, reasons: [] });
});

test('the Go adapter is one file of under 150 lines and needs the standard library alone', () => {
  expect(readFileSync(join(source, 'main.go'), 'utf8').trimEnd().split('\n').length).toBeLessThan(150);
  expect(readFileSync(join(source, 'go.mod'), 'utf8')).not.toContain('require');
});
