import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ResolveRecipe } from '../../conformance/recipes/case-recipe.ts';
import { readRules } from '../../conformance/suite/rule-facts.ts';
import { buildVectors } from './build-vectors.ts';
import { lintRecipes } from './lint-recipes.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const RESOLVED: ResolveRecipe = {
  name: 'found',
  contract: 'distribution@1',
  kind: 'resolve',
  role: 'resolver',
  profile: 'hardened',
  input: { 'dist/index.json': text('{"a": 1}') },
  identity: { version: '0.1.0', toolchain: '1.84.0' },
  now: '2026-06-30T23:59:59Z',
  options: { prefix: 'compatible' },
  cites: [],
  why: 'There is one.',
  expect: { resolved: 'dist/a', warnings: [] },
};
const REFUSED: ResolveRecipe = {
  ...RESOLVED,
  name: 'not-found',
  input: { 'dist/index.json': text('{"a": 2}'), 'dist/b': null },
  identity: { toolchain: '1.8', git_rev: 'ab12cd34' },
  now: '2026-07-01T00:00:00Z',
  options: {},
  cites: ['json/duplicate-key'],
  expect: { refused: 'json/duplicate-key' },
  twin: 'found',
};

test('the edit from a resolution to a refusal is one of the input and of what the resolver is told', () => {
  const { vectors, files } = buildVectors([RESOLVED, REFUSED], {});
  const [found, refused] = vectors;
  expect(refused).toMatchObject({
    kind: 'resolve',
    role: 'resolver',
    identity: { toolchain: '1.8', git_rev: 'ab12cd34' },
    expect: { refused: 'json/duplicate-key' },
    twin: {
      id: found?.id,
      splices: [{ path: 'dist/index.json', offset: 6, delete: '31', insert: '32' }],
      added: [{ path: 'dist/b', type: 'directory' }],
      identity: {
        git_rev: { insert: 'ab12cd34' },
        toolchain: { delete: '1.84.0', insert: '1.8' },
        version: { delete: '0.1.0' },
      },
      now: { delete: '2026-06-30T23:59:59Z', insert: '2026-07-01T00:00:00Z' },
      options: { prefix: { delete: 'compatible' } },
    },
  });
  expect([...files.keys()]).toContain(`vectors/distribution/${refused?.id}/input/0`);
});

test('the moment alone makes another revision', () => {
  const { ledger } = buildVectors([RESOLVED], {});
  const later = buildVectors([{ ...RESOLVED, now: '2026-07-01T00:00:00Z' }], ledger);
  expect(later.vectors[0]?.rev).toBe(2);
  expect(buildVectors([RESOLVED], ledger).vectors[0]?.rev).toBe(1);
});

test('a refusal without a twin that is resolved is told of', () => {
  const rules = readRules(join(import.meta.dirname, '../..'));
  expect(lintRecipes([RESOLVED, REFUSED], rules)).toEqual([]);
  expect(lintRecipes([REFUSED], rules)).toEqual(['distribution/not-found: has no twin found that is resolved']);
  expect(lintRecipes([RESOLVED, { ...REFUSED, cites: [] }], rules)).toEqual([
    'distribution/not-found: does not cite the rule for which it is refused',
  ]);
});
