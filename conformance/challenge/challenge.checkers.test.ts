import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { certify } from '../suite/certify.ts';
import { processAdapter } from '../suite/protocol/adapter.ts';
import { readVectors } from '../suite/read-vectors.ts';
import { mintChallenge } from './mint-challenge.ts';

const ROOT = join(import.meta.dirname, '../..');
const published = readVectors(join(ROOT, 'conformance/vectors'));
const scratch = mkdtempSync(join(tmpdir(), 'challenge-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const PROGRAMS = {
  reference: [process.execPath, '--import', 'tsx', join(ROOT, 'conformance/adapters/reference/main.ts')],
  Python: ['/usr/bin/python3', join(ROOT, 'conformance/adapters/python')],
} as const;

test.each([
  ['reference', 'first nonce'],
  ['reference', 'second nonce'],
  ['reference', 'a third one, of 2026'],
  ['Python', 'first nonce'],
] as const)(
  '%s passes every vector that is minted from %j',
  async (name, nonce) => {
    const [file, ...args] = PROGRAMS[name];
    const vectors = mintChallenge(published, nonce, join(scratch, `${name} ${nonce}`));
    const { report } = await certify({
      suite: { folder: '', vectors, vectorsDigest: '0'.repeat(64) },
      suiteVersion: '1.0.0',
      adapter: processAdapter({ file, args, cwd: ROOT }, { timeoutMs: 30_000, memoryBytes: 2 ** 30 }),
      profile: 'consumer',
      seed: '1',
      shard: { index: 1, count: 1 },
      workers: 2,
    });
    expect(report.rows.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(report.rows.length).toBe(vectors.length);
  },
  300_000,
);
