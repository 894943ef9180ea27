import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readVectors } from '../suite/read-vectors.ts';
import { readRules } from '../suite/rule-facts.ts';
import { controls, toControlled } from './controls.ts';

const root = join(import.meta.dirname, '../..');
const CONTRACTS = ['anpkg', 'doctor-cli-package'];

it('an identity is asked of every golden among the vectors', () => {
  const identities = controls.filter(({ edit, expected }) => edit === undefined && expected === 'survived');
  const rules = readRules(root);
  const asked = identities.flatMap((control) => toControlled(control, CONTRACTS, rules.values()).breaks ?? []);
  const goldens = readVectors(join(root, 'conformance/vectors')).filter(
    ({ vector }) => vector.kind === 'golden' && CONTRACTS.some((contract) => vector.contract === `${contract}@1`),
  );
  expect(goldens.length).toBeGreaterThan(20);
  const unasked = goldens.filter(({ vector }) => !vector.cites.some((rule) => asked.includes(rule)));
  expect(unasked.map(({ vector }) => vector.id)).toEqual([]);
});

it('no other control is told by goldens alone', () => {
  const rules = [...readRules(root).values()];
  const others = controls.filter(({ isProducer }) => isProducer !== true);
  expect(others.filter((control) => 'breaks' in toControlled(control, CONTRACTS, rules))).toEqual([]);
});
