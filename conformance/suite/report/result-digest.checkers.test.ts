import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleReport } from './sample-report.test-fixture.ts';
import { serializeCertificationReport } from './serialize-report.ts';

test('jq, sort and sha256sum compute the digest of the result', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  try {
    const report = sampleReport({ C3D4: 'crash', R5S6: 'wrong-rule' });
    writeFileSync(join(folder, 'report.json'), serializeCertificationReport(report));
    const lines = `jq -r '.rows[] | "\\(.vector)@\\(.rev) \\(.outcome)"' report.json | LC_ALL=C sort | sha256sum`;
    const { stdout } = spawnSync('sh', ['-c', lines], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe(`${report.resultDigest}  -\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
