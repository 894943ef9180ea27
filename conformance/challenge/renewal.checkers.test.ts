import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { answerInProcess } from '../adapters/reference/in-process-adapter.ts';
import { compareOutcome } from '../suite/compare-outcome.ts';
import { readVerdictVectors } from '../suite/read-vectors.ts';
import { SeededDraws } from '../suite/seeded-draws.ts';
import notRenewable from './not-renewable.json' with { type: 'json' };
import { RENEWERS } from './renewers.ts';
import { writeFreshVector } from './write-fresh-vector.ts';

const published = readVerdictVectors(join(import.meta.dirname, '../vectors'));
const scratch = mkdtempSync(join(tmpdir(), 'renewal-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe.each([...new Set(published.map(({ vector }) => vector.contract))])('a vector of %s', (contract) => {
  test.each(['one', 'two'])(
    'that is renewed by the draws of %s is answered as expected',
    async (nonce) => {
      const wrong: string[] = [];
      for (const stored of published) {
        const { vector } = stored;
        if (vector.contract !== contract || notRenewable.includes(vector.id)) continue;
        const renewal = RENEWERS[contract]?.(stored, new SeededDraws(`${nonce} ${vector.id}`));
        if (renewal === undefined) continue;
        const fresh = writeFreshVector(scratch, { id: `${vector.id}.${nonce}`, from: vector, renewal });
        const verdict = compareOutcome(fresh.vector, await answerInProcess(fresh));
        if (verdict.outcome !== 'pass') wrong.push(`${vector.id} ${verdict.outcome} ${verdict.detail}`);
        rmSync(fresh.folder, { recursive: true });
      }
      expect(wrong).toEqual([]);
    },
    300_000,
  );
});

test('what is listed as impossible to renew was published', () => {
  const ids = new Set(published.map(({ vector }) => vector.id));
  expect(notRenewable.filter((id) => !ids.has(id))).toEqual([]);
});
