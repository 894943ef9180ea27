import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { validators } from '../reference/generated/interfaces-validators.ts';
import type { Vector } from '../reference/generated/types/interfaces-vector.ts';

const conformance = join(import.meta.dirname, '../conformance');

test('every vector holds to its schema, and its kind to its verdict', () => {
  const validate = validators['interfaces/vector'];
  const vectors = readdirSync(join(conformance, 'vectors'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('vector.json'))
    .map((path): [string, Vector] => [path, JSON.parse(readFileSync(join(conformance, 'vectors', path), 'utf8'))]);
  expect(vectors.length).toBeGreaterThan(0);
  expect(vectors.filter(([, vector]) => !validate(vector)).map(([path]) => path)).toEqual([]);
  const verdicts = vectors.filter(([, { kind }]) => kind === 'accept' || kind === 'reject');
  expect(verdicts.length).toBeGreaterThan(0);
  expect(verdicts.filter(([, vector]) => (vector.kind === 'accept') !== vector.expect.valid)).toEqual([]);
});

test('the ledger holds to its schema', () => {
  const validate = validators['interfaces/ledger'];
  validate(JSON.parse(readFileSync(join(conformance, 'recipes/ledger.json'), 'utf8')));
  expect(validate.errors).toBeNull();
});
