import { expect, it } from 'vitest';
import type { StoredVector } from '../../suite/read-vectors.ts';
import { assertPassed } from './judge-constraints.ts';

const base = { rev: 1, contract: 'a@1', role: 'consumer', profile: 'hardened', cites: [], why: 'It is so.' } as const;

function stored(id: string): StoredVector {
  const expectation = { valid: false as const, primary: 'a/x', at: {} };
  const input = { path: 'input', sha256: '' };
  return { folder: '', vector: { ...base, id, kind: 'reject', input, expect: expectation } };
}

it('a vector that does not pass without a mutant makes the run void', async () => {
  const outcomeOf = async ({ vector: { id } }: StoredVector): Promise<string> => (id === 'B' ? 'wrong-rule' : 'pass');
  await expect(assertPassed([stored('A')], { outcomeOf })).resolves.toBeUndefined();
  await expect(assertPassed([stored('A'), stored('B')], { outcomeOf })).rejects.toThrow(
    'void: without a mutant, B is wrong-rule',
  );
});
