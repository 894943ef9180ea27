import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { answerInProcess } from '../adapters/reference/in-process-adapter.ts';
import { compareOutcome } from '../suite/compare-outcome.ts';
import { readVerdictVectors, type StoredVector } from '../suite/read-vectors.ts';
import { SeededDraws } from '../suite/seeded-draws.ts';
import type { VerdictVector } from '../suite/vector.ts';
import notRenewable from './not-renewable.json' with { type: 'json' };
import { RENEWERS } from './renewers.ts';
import { writeFreshVector } from './write-fresh-vector.ts';

const published = readVerdictVectors(join(import.meta.dirname, '../vectors'));
const listed = new Set(notRenewable.map(({ id }) => id));
const scratch = mkdtempSync(join(tmpdir(), 'renewal-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** What becomes of a vector that is renewed; nothing where there is nothing to vary in it. */
async function outcomeOfRenewed(stored: StoredVector<VerdictVector>, nonce: string): Promise<string | undefined> {
  const { vector } = stored;
  const renewal = RENEWERS[vector.contract]?.(stored, new SeededDraws(`${nonce} ${vector.id}`));
  if (renewal === undefined) return undefined;
  const fresh = writeFreshVector(scratch, { id: `${vector.id}.${nonce}`, from: vector, renewal });
  const { outcome, detail } = compareOutcome(fresh.vector, await answerInProcess(fresh));
  rmSync(fresh.folder, { recursive: true });
  return outcome === 'pass' ? outcome : `${outcome} ${detail}`;
}

describe.each([...new Set(published.map(({ vector }) => vector.contract))])('a vector of %s', (contract) => {
  test.each(['one', 'two'])('that is renewed by the draws of %s is answered as expected', async (nonce) => {
    const wrong: string[] = [];
    let renewed = 0;
    for (const stored of published) {
      const { id } = stored.vector;
      if (stored.vector.contract !== contract || listed.has(id)) continue;
      const outcome = await outcomeOfRenewed(stored, nonce);
      if (outcome !== undefined) renewed += 1;
      if (outcome !== undefined && outcome !== 'pass') wrong.push(`${id} ${outcome}`);
    }
    expect(wrong).toEqual([]);
    expect(renewed).toBeGreaterThan(0);
  });
});

describe('what is listed as impossible to renew', () => {
  const stored = new Map(published.map((one) => [one.vector.id, one]));

  test('is listed once, in order, and with a reason', () => {
    expect(notRenewable.map(({ id }) => id)).toEqual([...listed].sort());
    expect(notRenewable.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  test.each(notRenewable)('$id is published, and no longer what it was after some draws: $reason', async ({ id }) => {
    const one = stored.get(id);
    if (one === undefined) throw new Error(`${id} is not published`);
    const wrong: string[] = [];
    for (let draw = 0; draw < 20 && wrong.length === 0; draw += 1) {
      const outcome = await outcomeOfRenewed(one, `${draw}`);
      if (outcome !== undefined && outcome !== 'pass') wrong.push(outcome);
    }
    expect(wrong).toHaveLength(1);
  });
});
