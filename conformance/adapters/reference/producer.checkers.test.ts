import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPrograms } from '../../../scripts/executable.test-fixture.ts';
import { certify } from '../../suite/certify.ts';
import { processAdapter } from '../../suite/protocol/adapter.ts';
import { readVectors } from '../../suite/read-vectors.ts';
import { judgeCertification } from '../../suite/report/judge-report.ts';

const ROOT = join(import.meta.dirname, '../../..');
// Most circumstances are processes of their own, and the built program starts soonest.
let built = '';
beforeAll(() => {
  built = buildPrograms();
});
afterAll(() => rmSync(built, { recursive: true }));

test('the reference certifies as a producer: every golden, under every circumstance', async () => {
  const { report } = await certify({
    suite: { folder: '', vectors: readVectors(join(ROOT, 'conformance/vectors')), vectorsDigest: '0'.repeat(64) },
    suiteVersion: '1.0.0',
    adapter: processAdapter(
      { file: process.execPath, args: [join(built, 'package-contracts'), 'adapter'], cwd: ROOT },
      { timeoutMs: 120_000, memoryBytes: 2 ** 30 },
    ),
    profile: 'producer',
    seed: '1',
    shard: { index: 1, count: 1 },
    workers: 2,
  });
  expect(report.rows.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  expect(judgeCertification(report)).toEqual({ certified: true, reasons: [] });
  expect(report.targets.map(({ contract }) => contract)).toEqual([
    'anpkg@1',
    'assets-pa@1',
    'distribution@1',
    'doctor-cli-package@1',
  ]);
  expect(report.rows.length).toBeGreaterThan(140);
});
