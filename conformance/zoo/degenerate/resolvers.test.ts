import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildVectors } from '../../../scripts/vectors/build-vectors.ts';
import type { ResolveRecipe } from '../../recipes/case-recipe.ts';
import { certify } from '../../suite/certify.ts';
import { processAdapter } from '../../suite/protocol/adapter.ts';
import { readVectors, type StoredVector } from '../../suite/read-vectors.ts';
import type { CertificationReport } from '../../suite/report/certification-report.ts';
import { judgeCertification } from '../../suite/report/judge-report.ts';

const scratch = mkdtempSync(join(tmpdir(), 'degenerate-resolvers-'));
let vectors: readonly StoredVector[] = [];

const row = (toolchain: string, revision: string) => ({
  toolchain,
  git_rev: 'ab12cd34',
  dist_revision: revision,
  artifact_file: `dist/${toolchain}/${revision}.tar.gz`,
});
const index = (...rows: readonly object[]): Uint8Array => {
  const profiles = [{ profile: 'release', artifacts: rows }];
  const releases = [{ version: '0.1.0', targets: [{ target: 'x86_64-unknown-linux-gnu', profiles }] }];
  return new TextEncoder().encode(JSON.stringify({ releases }));
};
const IDENTITY = {
  version: '0.1.0',
  target: 'x86_64-unknown-linux-gnu',
  profile: 'release',
  toolchain: '1.84.0',
  git_rev: 'ab12cd34',
  dist_revision: 'r1',
};
const TWO = index(row('1.84.0', 'r1'), row('1.84.0', 'r2'));
const FIRST: ResolveRecipe = {
  name: 'first',
  contract: 'distribution@1',
  kind: 'resolve',
  role: 'resolver',
  profile: 'hardened',
  input: { 'dist/index.json': TWO },
  identity: IDENTITY,
  now: '2026-06-30T23:59:59Z',
  options: {},
  cites: [],
  why: 'There is one.',
  expect: { resolved: 'dist/1.84.0/r1.tar.gz', warnings: [] },
};
const OLD: ResolveRecipe = {
  ...FIRST,
  name: 'old',
  input: { 'dist/1.0.0/index.json': TWO },
  expect: { resolved: 'dist/1.84.0/r1.tar.gz', warnings: ['distribution/legacy-index'] },
};
const refused = (name: string, of: ResolveRecipe, rule: string, change: Partial<ResolveRecipe>): ResolveRecipe => ({
  ...of,
  name,
  expect: { refused: `distribution/${rule}` },
  twin: of.name,
  ...change,
});
const RECIPES: readonly ResolveRecipe[] = [
  FIRST,
  {
    ...FIRST,
    name: 'second',
    identity: { ...IDENTITY, dist_revision: 'r2' },
    expect: { resolved: 'dist/1.84.0/r2.tar.gz', warnings: [] },
  },
  OLD,
  refused('none', FIRST, 'no-match', { identity: { ...IDENTITY, dist_revision: 'r3' } }),
  refused('twice', FIRST, 'ambiguous-match', {
    input: { 'dist/index.json': index(row('1.84.0', 'r1'), { ...row('1.84.0', 'r1'), artifact_file: 'dist/other' }) },
  }),
  refused('ended', OLD, 'legacy-index-sunset', { now: '2026-07-01T00:00:00Z' }),
];

beforeAll(() => {
  for (const [path, bytes] of buildVectors(RECIPES, {}).files) {
    mkdirSync(dirname(join(scratch, path)), { recursive: true });
    writeFileSync(join(scratch, path), bytes);
  }
  vectors = readVectors(join(scratch, 'vectors'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

async function run(name: string): Promise<CertificationReport> {
  const args = [join(import.meta.dirname, 'programs', `${name}.mjs`)];
  const program = { file: process.execPath, args, cwd: import.meta.dirname };
  const { report } = await certify({
    suite: { folder: '', vectors, vectorsDigest: '0'.repeat(64) },
    suiteVersion: '1.0.0',
    adapter: processAdapter(program, { timeoutMs: 120_000, memoryBytes: 512 * 1024 * 1024 }),
    profile: 'resolver',
    seed: '1',
    shard: { index: 1, count: 1 },
    workers: 1,
  });
  return report;
}

// Three are resolved, and three refused, each for another rule.
describe('a degenerate resolver comes to its pinned outcomes and does not certify', () => {
  test.each([
    ['resolver-first-row', { pass: 1, 'wrong-observation': 1, 'wrong-rule': 1, 'wrong-verdict': 3 }],
    ['resolver-refuses-always', { pass: 1, 'wrong-rule': 2, 'wrong-verdict': 3 }],
    ['resolver-own-clock', { pass: 5, 'wrong-verdict': 1 }],
    ['resolver-silent-warning', { pass: 5, 'wrong-rule': 1 }],
    ['resolver-crashes', { pass: 3, crash: 3 }],
    ['resolver-both', { protocol: 6 }],
    ['resolver-without-rule', { protocol: 6 }],
    ['resolver-locks', { 'side-effect': 6 }],
    ['resolver-flaky', { nondeterministic: 6 }],
  ])('%s', async (name, counts) => {
    const report = await run(name);
    expect(report.counts).toEqual(counts);
    expect(judgeCertification(report).certified).toBe(false);
    expect(report.rows.filter(({ outcome, detail }) => outcome !== 'pass' && detail === undefined)).toEqual([]);
  });
});

test('one that is right certifies, whatever it writes to standard error', async () => {
  const report = await run('resolver-talks-on-stderr');
  expect(report.counts).toEqual({ pass: 6 });
  expect(report.targets).toEqual([{ contract: 'distribution@1', profile: 'resolver', level: 'rule' }]);
  expect(judgeCertification(report).certified).toBe(true);
});

test('one that claims to be a consumer alone is not certified as a resolver', async () => {
  await expect(run('always-valid')).rejects.toMatchObject({
    code: 'usage',
    message: 'the adapter claims no contract as resolver',
  });
});
