import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { certify } from '../../suite/certify.ts';
import { processAdapter } from '../../suite/protocol/adapter.ts';
import { readVerdictVectors } from '../../suite/read-vectors.ts';
import type { CertificationReport } from '../../suite/report/certification-report.ts';
import { judgeCertification } from '../../suite/report/judge-report.ts';

const ROOT = join(import.meta.dirname, '../../..');
const all = readVerdictVectors(join(ROOT, 'conformance/vectors'));
// Some of each contract, folders among them: all of them are run by `npm run check`.
const sample = all.filter((_, index) => index % 37 === 0);
const [flipped] = sample.filter(({ vector }) => vector.expect.valid && vector.contract === 'strict-json@1');

async function run(script: string, ...args: readonly string[]): Promise<CertificationReport> {
  const file = process.execPath;
  const adapter = processAdapter(
    { file, args: ['--import', 'tsx', join(import.meta.dirname, script), ...args], cwd: ROOT },
    { timeoutMs: 120_000, memoryBytes: 2 ** 30 },
  );
  const { report } = await certify({
    suite: { folder: '', vectors: sample, vectorsDigest: '0'.repeat(64) },
    suiteVersion: '1.0.0',
    adapter,
    profile: 'consumer',
    seed: '1',
    shard: { index: 1, count: 1 },
    workers: 1,
  });
  return report;
}

describe('the reference behind its adapter', () => {
  test('certifies for every contract, to the location', async () => {
    const report = await run('main.ts');
    expect(judgeCertification(report)).toEqual({ certified: true, reasons: [] });
    expect(report.rows.length).toBe(sample.length);
    expect(report.targets.map(({ contract, level }) => [contract, level])).toEqual(
      [...new Set(sample.map(({ vector }) => vector.contract))].sort().map((contract) => [contract, 'location']),
    );
  });

  test('does not with one flipped answer, and the report names it', async () => {
    const report = await run('flipped-child.ts', flipped?.vector.input.sha256 ?? '');
    expect(judgeCertification(report).certified).toBe(false);
    expect(report.rows.filter(({ outcome }) => outcome !== 'pass')).toMatchObject([
      { vector: flipped?.vector.id, outcome: 'wrong-verdict', got: '{"valid":false}' },
    ]);
  });
});
