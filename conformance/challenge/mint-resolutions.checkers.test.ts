import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { resolveInProcess } from '../adapters/reference/in-process-adapter.ts';
import { compareResolution } from '../suite/kinds/resolve-kind.ts';
import { isResolveVector, readVectors } from '../suite/read-vectors.ts';
import { readRules } from '../suite/rule-facts.ts';
import { mintResolutions } from './mint-resolutions.ts';

const ROOT = join(import.meta.dirname, '../..');
const published = readVectors(join(ROOT, 'conformance/vectors')).filter(isResolveVector);
const scratch = mkdtempSync(join(tmpdir(), 'resolutions-'));
const minted = mintResolutions(published, 'a nonce', scratch).filter(isResolveVector);
afterAll(() => rmSync(scratch, { recursive: true }));

test('fresh resolutions are answered as expected', async () => {
  const wrong: string[] = [];
  for (const stored of minted) {
    const { outcome, detail } = compareResolution(stored.vector, await resolveInProcess(stored));
    if (outcome !== 'pass') wrong.push(`${stored.vector.id} ${outcome} ${detail}`);
  }
  expect(wrong).toEqual([]);
});

test('there is a fresh refusal for every rule for resolvers that needs no key, in a repository that was never published', () => {
  const rules = [...readRules(ROOT).values()].filter(
    ({ role, level, status, id }) =>
      role === 'resolver' && level === 'MUST' && status === 'active' && !/\/sign/u.test(id),
  );
  const refused = new Set(minted.map(({ vector: { expect: expected } }) => 'refused' in expected && expected.refused));
  expect(rules.length).toBeGreaterThan(10);
  expect(rules.map(({ id }) => id).filter((id) => !refused.has(id))).toEqual([]);
  const known = new Set(published.map(({ vector }) => vector.input.sha256));
  expect(minted.filter(({ vector }) => known.has(vector.input.sha256))).toEqual([]);
});
