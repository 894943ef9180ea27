import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question } from '../protocol/adapter-session.ts';
import { inProcessSession } from '../protocol/in-process-session.ts';
import type { Resolution } from '../protocol/parse-answer.ts';
import type { StoredVector } from '../read-vectors.ts';
import { CaseFolder } from '../runner/case-folder.ts';
import { examineCase } from '../runner/examine-case.ts';
import type { ResolveVector } from '../vector.ts';
import type { Verdict } from '../verdict.ts';
import { compareResolution } from './resolve-kind.ts';

const scratch = mkdtempSync(join(tmpdir(), 'resolve-kind-'));
beforeAll(() => {
  mkdirSync(join(scratch, 'vector/input'), { recursive: true });
  writeFileSync(join(scratch, 'vector/input/0'), '{}\n');
});
afterAll(() => rmSync(scratch, { recursive: true }));

const RESOLVED = { resolved: 'dist/a.tar.gz', warnings: ['distribution/legacy-index'] };
const REFUSED = { refused: 'distribution/no-match' };

const VECTOR = {
  id: '4S1R',
  rev: 1,
  contract: 'distribution@1',
  kind: 'resolve',
  role: 'resolver',
  profile: 'hardened',
  input: {
    path: 'input',
    type: 'folder',
    sha256: '',
    entries: [{ path: 'dist/index.json', type: 'file', sha256: '', content: 'input/0' }],
  },
  identity: { version: '0.1.0' },
  now: '2026-07-01T00:00:00Z',
  options: { prefix: 'strict' },
  cites: [],
  why: '',
  expect: RESOLVED,
} as const satisfies ResolveVector;

async function examine(answer: (question: Question) => Resolution): Promise<Verdict> {
  const stored: StoredVector = { vector: VECTOR, folder: join(scratch, 'vector') };
  const folder = new CaseFolder(scratch);
  const session = inProcessSession((question) => ({ kind: 'result', result: answer(question) }));
  try {
    return await examineCase(stored, { session, folder, level: 'location' });
  } finally {
    folder.remove();
  }
}

describe('an answer, to the verdict and to the rule', () => {
  test.each<[string, ResolveVector['expect'], Resolution, string, string]>([
    ['that is right', RESOLVED, RESOLVED, 'pass', 'pass'],
    ['that refuses what is there', RESOLVED, REFUSED, 'wrong-verdict', 'wrong-verdict'],
    ['of another artifact', RESOLVED, { ...RESOLVED, resolved: 'b' }, 'wrong-observation', 'wrong-observation'],
    ['without the warning', RESOLVED, { ...RESOLVED, warnings: [] }, 'pass', 'wrong-rule'],
    [
      'with the warning twice',
      RESOLVED,
      { ...RESOLVED, warnings: [0, 1].map(() => 'distribution/legacy-index') },
      'pass',
      'pass',
    ],
    ['with a warning too many', { ...RESOLVED, warnings: [] }, RESOLVED, 'pass', 'wrong-rule'],
    ['that refuses as it should', REFUSED, REFUSED, 'pass', 'pass'],
    ['that refuses for another reason', REFUSED, { refused: 'distribution/ambiguous' }, 'pass', 'wrong-rule'],
    ['that resolves what is not there', REFUSED, RESOLVED, 'wrong-verdict', 'wrong-verdict'],
  ])('%s', (_what, expected, answer, verdict, rule) => {
    expect(compareResolution({ expect: expected }, answer, 'verdict').outcome).toBe(verdict);
    expect(compareResolution({ expect: expected }, answer, 'rule').outcome).toBe(rule);
    expect(compareResolution({ expect: expected }, answer, 'location').outcome).toBe(rule);
  });
});

describe('a resolver is asked', () => {
  test('twice, for the identity at the moment, in the folder', async () => {
    const asked: Question[] = [];
    const verdict = await examine((question) => {
      asked.push(question);
      return RESOLVED;
    });
    expect(verdict).toEqual({ outcome: 'pass' });
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual({
      op: 'resolve',
      contract: 'distribution@1',
      input: expect.stringMatching(/\/case\/input$/u),
      identity: { version: '0.1.0' },
      now: '2026-07-01T00:00:00Z',
      options: { prefix: 'strict' },
    });
  });

  test('and finds another one the second time', async () => {
    let count = 0;
    const verdict = await examine(() => {
      count += 1;
      return { ...RESOLVED, resolved: `dist/${count}` };
    });
    expect(verdict.outcome).toBe('nondeterministic');
  });

  test('and writes a lock into the folder that it was given', async () => {
    const verdict = await examine((question) => {
      if (question.op === 'resolve') writeFileSync(join(question.input, 'lock.json'), '{}');
      return RESOLVED;
    });
    expect(verdict).toMatchObject({ outcome: 'side-effect', detail: 'the input was changed' });
  });
});
