import { describe, expect, it } from 'vitest';
import type { StoredVector } from '../suite/read-vectors.ts';
import { climbLadder } from './coverage-ladder.ts';

const rule = { id: 'a/x', contract: 'a', status: 'active', level: 'MUST', role: 'consumer', origin: 'ours' };

function vector(id: string, kind: 'accept' | 'reject', cites: readonly string[]): StoredVector {
  const base = { id, rev: 1, contract: 'a@1', role: 'consumer', profile: 'hardened', cites, why: 'It is so.' } as const;
  const input = { path: 'input', sha256: '' };
  const observation = { members: [], documents: {}, references: [] };
  const expectation =
    kind === 'accept'
      ? { valid: true as const, warnings: [], observation }
      : { valid: false as const, primary: 'a/x', at: {} };
  return { folder: '', vector: { ...base, kind, input, expect: expectation } };
}

/** An implementation whose outcome, where the rule is left out, is the one that is given for the vector. */
function implementation(outcomes: Readonly<Record<string, string | Error>>) {
  return {
    answer: async () => ({ valid: true, findings: [] }),
    outcomeOf: async ({ vector: { id } }: StoredVector) => {
      const outcome = outcomes[id] ?? 'pass';
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  };
}

async function climb(vectors: readonly StoredVector[], outcomes: Readonly<Record<string, string | Error>>) {
  const [row] = await climbLadder([rule], vectors, implementation(outcomes));
  return row;
}

const accepted = vector('A', 'accept', ['a/x']);
const alone = vector('B', 'reject', ['a/x']);
const beside = vector('C', 'reject', ['a/x', 'a/y']);

it('a rule that no vector cites is not even named', async () => {
  expect(await climb([vector('A', 'accept', [])], {})).toMatchObject({ named: false, exercised: false });
});

it('a rule is exercised by an accepted and a rejected vector together', async () => {
  expect(await climb([alone], {})).toMatchObject({ named: true, exercised: false });
  expect(await climb([accepted, alone], {})).toMatchObject({ exercised: true, discriminated: false });
});

it('a rule is isolated where a vector that cites it alone becomes valid without it', async () => {
  expect(await climb([accepted, beside, alone], { B: 'wrong-verdict', C: 'wrong-verdict' })).toMatchObject({
    discriminated: true,
    isolated: true,
    by: 'B@1',
  });
});

it('a rule is discriminated, not isolated, where another rule rejects the vector without it', async () => {
  expect(await climb([accepted, alone], { B: 'wrong-rule' })).toMatchObject({ discriminated: true, isolated: false });
});

it('a vector that cites other rules as well does not isolate', async () => {
  expect(await climb([accepted, beside], { C: 'wrong-verdict' })).toMatchObject({
    discriminated: true,
    isolated: false,
  });
});

it('a crash shows nothing', async () => {
  expect(await climb([accepted, alone], { B: new Error('crash') })).toMatchObject({ discriminated: false });
});

describe('of resolvers', () => {
  const expectations = {
    resolved: { resolved: 'dist/a', warnings: [] },
    warned: { resolved: 'dist/a', warnings: ['a/x'] },
    refused: { refused: 'a/x' },
  };
  const resolution = (id: string, expected: keyof typeof expectations, cites = ['a/x']): StoredVector => {
    const told = { identity: {}, now: '2026-07-01T00:00:00Z', options: {} };
    const base = { id, rev: 1, contract: 'a@1', role: 'resolver', profile: 'hardened', cites, why: 'So.' } as const;
    const input = { path: 'input', type: 'folder', sha256: '', entries: [] } as const;
    return { folder: '', vector: { ...base, ...told, kind: 'resolve', input, expect: expectations[expected] } };
  };

  it('a rule is exercised by a resolution and a refusal, and isolated where without it something is resolved', async () => {
    const [found, refused] = [resolution('A', 'resolved'), resolution('B', 'refused')];
    expect(await climb([refused], {})).toMatchObject({ named: true, exercised: false });
    expect(await climb([found, refused], {})).toMatchObject({ exercised: true, discriminated: false });
    expect(await climb([found, refused], { B: 'wrong-rule' })).toMatchObject({ discriminated: true, isolated: false });
    expect(await climb([found, refused], { B: 'wrong-verdict' })).toMatchObject({ isolated: true, by: 'B@1' });
  });

  it('a warning is isolated where it is the only one, and missing without its rule', async () => {
    const should = { ...rule, level: 'SHOULD', role: 'resolver' };
    const vectors = [resolution('A', 'resolved'), resolution('B', 'warned')];
    const [silent] = await climbLadder([should], vectors, implementation({ B: 'wrong-rule' }));
    expect(silent).toMatchObject({ exercised: true, isolated: true, by: 'B@1' });
    const [kept] = await climbLadder([should], vectors, implementation({}));
    expect(kept).toMatchObject({ exercised: true, discriminated: false });
  });
});
