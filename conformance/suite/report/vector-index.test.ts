import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readVectors } from '../read-vectors.ts';
import type { CertificationProfile } from './certification-report.ts';
import { selectVectors } from './vector-index.ts';

const vectors = readVectors(join(import.meta.dirname, '../../vectors')).map(({ vector }) => vector);
const contracts = [...new Set(vectors.map(({ contract }) => contract))];

function selectedBy(profile: CertificationProfile): ReadonlySet<string> {
  const targets = contracts.map((contract) => ({ contract, profile }));
  return new Set(selectVectors(vectors, targets, { index: 1, count: 1 }).map(({ id }) => id));
}

test('consumer asks everything that consumer-core asks, and more', () => {
  const [core, consumer] = [selectedBy('consumer-core'), selectedBy('consumer')];
  expect(core.size).toBeGreaterThan(0);
  expect([...core].filter((id) => !consumer.has(id))).toEqual([]);
  expect(consumer.size).toBeGreaterThan(core.size);
});

test('every vector belongs to one of consumer, producer and resolver', () => {
  const selected = (['consumer', 'producer', 'resolver'] as const).flatMap((profile) => [...selectedBy(profile)]);
  expect(selected.sort()).toEqual(vectors.map(({ id }) => id).sort());
});
