import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { certify } from '../../suite/certify.ts';
import { type Adapter, processAdapter } from '../../suite/protocol/adapter.ts';
import { readVerdictVectors, type StoredVector } from '../../suite/read-vectors.ts';
import type { CertificationReport } from '../../suite/report/certification-report.ts';
import { explainPattern } from '../../suite/report/explain-pattern.ts';
import { judgeCertification } from '../../suite/report/judge-report.ts';

// The vectors of strict-json on which Node's own parser is right, a few of each kind: what a program does beside judging
// is all that is wrong with most of these.
const vectors = readVerdictVectors(join(import.meta.dirname, '../../vectors')).filter(
  ({ vector }) => vector.contract === 'strict-json@1',
);
const accepted = vectors.filter(({ vector }) => vector.expect.valid).slice(0, 4);
const rejected = vectors.filter(
  ({ vector }) => !vector.expect.valid && vector.expect.primary === 'json/unexpected-end',
);
const sample = [...accepted, ...rejected.slice(0, 4)];
const LIMITS = { timeoutMs: 120_000, memoryBytes: 512 * 1024 * 1024 };

function program(name: string, limits = LIMITS): Adapter {
  const file = join(import.meta.dirname, 'programs', `${name}.mjs`);
  return processAdapter({ file: process.execPath, args: [file], cwd: import.meta.dirname }, limits);
}

async function run(adapter: Adapter, chosen: readonly StoredVector[] = sample): Promise<CertificationReport> {
  const { report } = await certify({
    suite: { folder: '', vectors: chosen, vectorsDigest: '0'.repeat(64) },
    suiteVersion: '1.0.0',
    adapter,
    profile: 'consumer',
    seed: '1',
    shard: { index: 1, count: 1 },
    workers: 1,
  });
  return report;
}

/** What each accepted and each rejected vector comes to. */
const PINNED = [
  ['always-valid', { pass: 4, 'wrong-verdict': 4 }, 'It says valid to everything.'],
  ['always-invalid', { pass: 4, 'wrong-verdict': 4 }, 'It says invalid to everything.'],
  ['first-rule-always', { 'wrong-verdict': 4, 'wrong-rule': 4 }, 'It says invalid to everything.'],
  ['crash-on-invalid', { pass: 4, crash: 4 }],
  ['throw-on-invalid', { pass: 4, crash: 4 }],
  ['noise-before', { protocol: 8 }, 'It never gave an answer'],
  ['noise-after', { protocol: 8 }, 'It never gave an answer'],
  ['answers-twice', { protocol: 8 }, 'It never gave an answer'],
  ['partial-line', { protocol: 8 }, 'It never gave an answer'],
  ['endless-line', { protocol: 8 }, 'It never gave an answer'],
  ['no-json', { protocol: 8 }, 'It never gave an answer'],
  ['wrong-id', { protocol: 8 }, 'It never gave an answer'],
  ['wrong-shape', { protocol: 8 }, 'It never gave an answer'],
  ['contradictory', { protocol: 8 }, 'It never gave an answer'],
  ['by-file-name', { pass: 4, 'wrong-verdict': 4 }, 'It says valid to everything.'],
  ['flaky', { nondeterministic: 8 }],
  ['writes-outside', { 'side-effect': 8 }],
  ['edits-input', { 'side-effect': 8 }],
  ['unsupported', { unsupported: 8 }],
  ['at-fault', { fault: 8 }, 'It never gave an answer'],
  ['silent-exit', { crash: 8 }, 'It never gave an answer'],
] as const;

describe('a degenerate adapter comes to its pinned outcomes and does not certify', () => {
  test.each(PINNED)('%s', async (name, counts, ...why) => {
    const report = await run(program(name));
    expect(report.counts).toEqual(counts);
    expect(judgeCertification(report)).toEqual({
      certified: false,
      reasons: [`${8 - (report.counts.pass ?? 0)} of 8 vectors did not pass`],
    });
    expect(explainPattern(report.rows).join(' ')).toContain(why.join(''));
    expect(report.rows.filter(({ outcome, detail }) => outcome !== 'pass' && detail === undefined)).toEqual([]);
  });

  test('hang', async () => {
    const report = await run(program('hang', { ...LIMITS, timeoutMs: 50 }));
    expect(report.counts).toEqual({ timeout: 8 });
    expect(report.rows[0]?.detail).toBe('no answer within 50 ms');
  });

  test('hungry', async () => {
    const report = await run(program('hungry', { ...LIMITS, memoryBytes: 160 * 1024 * 1024 }), sample.slice(0, 2));
    expect(report.counts).toEqual({ resource: 2 });
  });
});

test('what is written to standard error is no verdict', async () => {
  const report = await run(program('talks-on-stderr'));
  expect(report.counts).toEqual({ pass: 8 });
  expect(judgeCertification(report).certified).toBe(true);
});

test('after twenty time-outs in a row nothing is waited for any more', async () => {
  const report = await run(program('hang', { ...LIMITS, timeoutMs: 5 }), vectors.slice(0, 23));
  expect(report.counts).toEqual({ timeout: 20, 'not-run': 3 });
});

describe('an adapter that never comes up gives no report, and the reason', () => {
  test.each([
    ['never-speaks-exit-0', 'ended with exit code 0 without an answer'],
    ['never-speaks-exit-1', 'ended with exit code 1 without an answer'],
    ['speaks-unasked', 'instead of package-contracts-adapter/1'],
  ])('%s', async (name, why) => {
    await expect(run(program(name))).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining(why),
    });
  });

  test('a program that is not there', async () => {
    const adapter = processAdapter({ file: '/nowhere/adapter', args: [], cwd: '/' }, LIMITS);
    await expect(run(adapter)).rejects.toMatchObject({ code: 'environment' });
  });
});

describe('an adapter that knows the published vectors by heart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'by-heart-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('passes every one of them, and not one that was made just now', async () => {
    const report = await run(program('by-heart'), vectors);
    expect(report.counts).toEqual({ pass: vectors.length });

    const [rejectedOne] = rejected;
    if (rejectedOne === undefined) throw new Error('there is no rejected vector');
    const own = join(folder, 'fresh');
    mkdirSync(own);
    writeFileSync(join(own, 'input'), '{"never seen":}');
    const fresh = { vector: { ...rejectedOne.vector, id: 'fresh' }, folder: own };
    const challenged = await run(program('by-heart'), [...sample, fresh]);
    expect(challenged.counts).toEqual({ pass: 8, 'wrong-verdict': 1 });
    expect(judgeCertification(challenged).certified).toBe(false);
  });
});
