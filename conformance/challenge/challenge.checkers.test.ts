import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { certify } from '../suite/certify.ts';
import { processAdapter } from '../suite/protocol/adapter.ts';
import { readVectors, type StoredVector } from '../suite/read-vectors.ts';
import { mintChallenge } from './mint-challenge.ts';

const ROOT = join(import.meta.dirname, '../..');
const published = readVectors(join(ROOT, 'conformance/vectors'));
const scratch = mkdtempSync(join(tmpdir(), 'challenge-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const PROGRAMS = {
  reference: [process.execPath, '--import', 'tsx', join(ROOT, 'conformance/adapters/reference/main.ts')],
  Python: ['/usr/bin/python3', join(ROOT, 'conformance/adapters/python')],
} as const;

const minted = new Map<string, readonly StoredVector[]>();

function mint(nonce: string): readonly StoredVector[] {
  const vectors = minted.get(nonce) ?? mintChallenge(published, nonce, join(scratch, nonce));
  minted.set(nonce, vectors);
  return vectors;
}

test.each([
  ['reference', 'first nonce'],
  ['reference', 'second nonce'],
  ['reference', 'a third one, of 2026'],
  ['Python', 'first nonce'],
] as const)('%s passes every vector that is minted from %j', async (name, nonce) => {
  const [file, ...args] = PROGRAMS[name];
  const vectors = mint(nonce);
  const reports = [];
  for (const profile of ['consumer', 'resolver'] as const) {
    const { report } = await certify({
      suite: { folder: '', vectors, vectorsDigest: '0'.repeat(64) },
      suiteVersion: '1.0.0',
      adapter: processAdapter({ file, args, cwd: ROOT }, { timeoutMs: 120_000, memoryBytes: 2 ** 30 }),
      profile,
      seed: '1',
      shard: { index: 1, count: 1 },
      workers: 2,
    });
    reports.push(report);
  }
  const rows = reports.flatMap((report) => report.rows);
  expect(rows.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  expect(rows.length).toBe(vectors.length);
});
