import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { codeBlocksOf } from '../../../scripts/check/code-blocks.ts';
import { certify } from '../../suite/certify.ts';
import type { Adapter } from '../../suite/protocol/adapter.ts';
import { openAdapter } from '../../suite/protocol/open-adapter.ts';
import { readSuite } from '../../suite/read-suite.ts';
import type { CertificationReport } from '../../suite/report/certification-report.ts';
import { judgeCertification } from '../../suite/report/judge-report.ts';
import { parseExpectedFailures } from '../../suite/runner/expected-failures.ts';

// What docs/adapter-protocol.md shows is run as it stands there.
const ROOT = join(import.meta.dirname, '../../..');
const blocks = codeBlocksOf(readFileSync(join(ROOT, 'docs/adapter-protocol.md'), 'utf8'));
const suite = readSuite(join(ROOT, 'conformance/vectors'));
const folder = mkdtempSync(join(tmpdir(), 'adapter-page-'));
afterAll(() => rmSync(folder, { recursive: true }));

function blocksOf(language: string): readonly string[] {
  return blocks.filter((block) => block.language === language).map(({ code }) => code);
}

function open(named: string): Adapter {
  return openAdapter(named, folder, { timeoutMs: 120_000, memoryBytes: 2 ** 30 });
}

async function run(adapter: Adapter): Promise<CertificationReport> {
  const shard = { index: 1, count: 1 };
  const request = { suite, suiteVersion: '1.0.0', adapter, profile: 'consumer', seed: '1', shard, workers: 2 } as const;
  return (await certify(request)).report;
}

test('the smallest adapter certifies, in under 60 lines', async () => {
  const [code = '', ...others] = blocksOf('python');
  expect(others).toEqual([]);
  expect(code.trimEnd().split('\n').length).toBeLessThan(60);
  writeFileSync(join(folder, 'adapter.py'), code);
  const report = await run(open('/usr/bin/python3 adapter.py'));
  expect(judgeCertification(report)).toEqual({ certified: true, reasons: [] });
  expect(report.targets).toEqual([{ contract: 'strict-json@1', profile: 'consumer', level: 'verdict' }]);
});

test('unzip runs by the adapter.json, and does not certify', async () => {
  const blocks = blocksOf('json');
  const declared = blocks.find((block) => block.includes('"unzip"')) ?? '';
  const failures = blocks.find((block) => block.includes('expected-failures')) ?? '';
  writeFileSync(join(folder, 'adapter.json'), declared);
  const report = await run(open('adapter.json'));
  expect(report.implementation.name).toBe('unzip');
  // Ordinary archives it takes; of what only a strict reader refuses it lets much through.
  expect(report.counts.pass).toBeGreaterThan(80);
  expect(report.counts['wrong-verdict']).toBeGreaterThan(80);
  expect(parseExpectedFailures(failures)).toMatchObject([{ vector: '2JQS@1' }]);
});
