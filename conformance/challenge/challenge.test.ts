import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certify } from '../suite/certify.ts';
import { processAdapter } from '../suite/protocol/adapter.ts';
import { readVectors, type StoredVector } from '../suite/read-vectors.ts';
import { judgeCertification } from '../suite/report/judge-report.ts';
import { toChallenge } from '../suite/report/minted-vectors.ts';
import { readRules } from '../suite/rule-facts.ts';
import { GAPS } from './gaps.ts';
import { mintChallenge } from './mint-challenge.ts';

const ROOT = join(import.meta.dirname, '../..');
const published = readVectors(join(ROOT, 'conformance/vectors'));
const scratch = mkdtempSync(join(tmpdir(), 'challenge-'));
const mint = (nonce: string, name: string, from = published): readonly StoredVector[] =>
  mintChallenge(from, nonce, join(scratch, name));
const ofJson = published.filter(({ vector }) => vector.contract === 'strict-json@1');

let minted: readonly StoredVector[];
beforeAll(() => {
  minted = mint('a nonce', 'first');
});
afterAll(() => rmSync(scratch, { recursive: true }));

describe('a challenge', () => {
  test('has a fresh rejected and a fresh accepted vector for every rule for consumers, but for listed ones', () => {
    const rules = [...readRules(ROOT).values()].filter(
      ({ contract, role, level, status }) =>
        contract !== 'interfaces' && role === 'consumer' && level === 'MUST' && status === 'active',
    );
    const lacking = rules.flatMap(({ id }) => {
      const citing = minted.filter(({ vector }) => vector.cites.includes(id));
      const rejected = citing.some(
        ({ vector: { expect: expected } }) => 'primary' in expected && expected.primary === id,
      );
      const accepted = citing.some(({ vector: { expect: expected } }) => 'valid' in expected && expected.valid);
      const lacks = [...(rejected ? [] : ['rejected']), ...(accepted ? [] : ['accepted'])];
      return lacks.length === 0 ? [] : [{ rule: id, lacks }];
    });
    expect(rules.length).toBeGreaterThan(200);
    const byRule = (a: { rule: string }, b: { rule: string }): number => (a.rule < b.rule ? -1 : 1);
    expect(lacking.sort(byRule)).toEqual(GAPS.map(({ rule, lacks }) => ({ rule, lacks })).sort(byRule));
  });

  test('has no input that was published, and none twice', () => {
    const known = new Set(published.map(({ vector }) => vector.input.sha256));
    const digests = minted.flatMap(({ vector: { input } }) => (input.sha256 === undefined ? [] : [input.sha256]));
    expect(digests.filter((digest) => known.has(digest))).toEqual([]);
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('is the same for the same nonce, and another for another', () => {
    const targets = [{ contract: 'strict-json@1', profile: 'consumer' as const }];
    const digestOf = (nonce: string, name: string) =>
      toChallenge({ nonce, vectors: mint(nonce, name, ofJson) }, targets).vectorsDigest;
    expect(digestOf('x', 'a')).toBe(digestOf('x', 'b'));
    expect(digestOf('x', 'c')).not.toBe(digestOf('y', 'd'));
  });
});

test('an adapter that knows the published vectors by heart does not certify with a challenge', async () => {
  const adapter = processAdapter(
    {
      file: process.execPath,
      args: [join(ROOT, 'conformance/zoo/degenerate/programs/by-heart.mjs')],
      cwd: import.meta.dirname,
    },
    { timeoutMs: 120_000, memoryBytes: 2 ** 29 },
  );
  const verdicts = ofJson.filter(({ vector: { kind } }) => kind === 'accept' || kind === 'reject');
  const { report } = await certify({
    suite: { folder: '', vectors: verdicts, vectorsDigest: '0'.repeat(64) },
    suiteVersion: '1.0.0',
    adapter,
    profile: 'consumer',
    seed: '1',
    shard: { index: 1, count: 1 },
    workers: 1,
    minted: { nonce: 'a nonce', vectors: minted },
  });
  expect(judgeCertification(report).certified).toBe(false);
  const failed = report.rows.filter(({ outcome }) => outcome !== 'pass');
  expect(failed.every((row) => row.minted === true)).toBe(true);
  expect(failed.length).toBeGreaterThan(19);
  expect(report.challenge?.vectors).toBe(report.rows.filter((row) => row.minted === true).length);
});

test('a challenge that asks nothing of the profile is refused', async () => {
  const file = join(ROOT, 'conformance/zoo/degenerate/programs/by-heart.mjs');
  const limits = { timeoutMs: 120_000, memoryBytes: 2 ** 29 };
  const run = certify({
    suite: { folder: '', vectors: ofJson, vectorsDigest: '0'.repeat(64) },
    suiteVersion: '1.0.0',
    adapter: processAdapter({ file: process.execPath, args: [file], cwd: import.meta.dirname }, limits),
    profile: 'consumer',
    seed: '1',
    shard: { index: 1, count: 1 },
    workers: 1,
    minted: { nonce: 'a nonce', vectors: minted.filter(({ vector }) => vector.contract !== 'strict-json@1') },
  });
  await expect(run).rejects.toMatchObject({ code: 'usage', message: 'a challenge has no vectors for consumer' });
});
