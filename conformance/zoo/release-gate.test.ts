import { expect, it } from 'vitest';
import type { Ladder } from './ladder.ts';
import type { MutantResult, MutantStatus } from './mutant.ts';
import { gateProblems, type LadderExceptions } from './release-gate.ts';

const NO_EXCEPTIONS: LadderExceptions = { rules: [], constraints: [], faults: [], producers: [] };
const facts = { contract: 'a', status: 'active', level: 'MUST', role: 'consumer', origin: 'ours' };
const rules = [...'abcdefghijklmnopqrstu'].map((letter) => ({ ...facts, id: `x/${letter}` }));
const producerRule = { ...facts, role: 'producer', id: 'x/p' };

function mutants(count: number, others: readonly MutantStatus[] = []): readonly MutantResult[] {
  const killed = Array.from({ length: count }, (_, index) => ({ id: `killed-${index}`, status: 'killed' as const }));
  return [...killed, ...others.map((status, index) => ({ id: `other-${index}`, status }))];
}

function ladder(changes: Partial<Ladder> = {}): Ladder {
  const inputs = { rules: '', schemas: '', vectors: '', goldens: '', reference: '', suite: '' };
  const row = { named: true, exercised: true, discriminated: true, isolated: true };
  return {
    format: 'package-contracts-ladder/1',
    inputs,
    rules: rules.map(({ id }) => ({ rule: id, ...row })),
    producers: [{ rule: 'x/p', faults: ['f'], caught: true }],
    constraints: mutants(1),
    faults: mutants(60),
    ...changes,
  };
}

const problems = (changes: Partial<Ladder>, exceptions: Partial<LadderExceptions> = {}): readonly string[] =>
  gateProblems(ladder(changes), [...rules, producerRule], { ...NO_EXCEPTIONS, ...exceptions });

it('the gate holds where every mutant is killed', () => {
  expect(problems({})).toEqual([]);
});

it('a rule without a row breaks it', () => {
  expect(problems({ rules: ladder().rules.slice(1) })).toEqual(['x/a has no row']);
});

it('a rule that is not discriminated breaks it, unless that is said', () => {
  const [first, ...rest] = ladder().rules;
  const low = { rule: 'x/a', named: true, exercised: true, discriminated: false, isolated: false };
  expect(first?.rule).toBe('x/a');
  expect(problems({ rules: [low, ...rest] })).toEqual(['x/a lacks discriminated, isolated, not nothing']);
  const reason = 'No vector can.';
  const excused = { rules: [{ rule: 'x/a', lacks: ['discriminated', 'isolated'] as const, reason }] };
  expect(problems({ rules: [low, ...rest] }, excused)).toEqual([]);
  expect(problems({}, excused)).toEqual(['x/a lacks nothing, not discriminated, isolated']);
});

it('fewer than 95 % of isolated rules break it, whatever is said', () => {
  const low = { named: true, exercised: true, discriminated: true, isolated: false };
  const rows = ladder().rules.map((row, index) => (index < 2 ? { ...row, ...low } : row));
  const excused = ['x/a', 'x/b'].map((rule) => ({ rule, lacks: ['isolated'] as const, reason: 'No vector can.' }));
  expect(problems({ rules: rows }, { rules: excused })).toEqual(['only 90.5 % of the MUST rules are isolated']);
});

it.each(['constraints', 'faults'] as const)(
  'of the %s, one that is not killed breaks it, unless that is said',
  (kind) => {
    const results = mutants(60, ['survived']);
    expect(problems({ [kind]: results })).toEqual([`the ${kind.slice(0, -1)} other-0 is survived`]);
    expect(problems({ [kind]: results }, { [kind]: [{ id: 'other-0', reason: 'No vector can.' }] })).toEqual([]);
  },
);

it('a mutant that is broken breaks it, whatever is said', () => {
  const excused = { faults: [{ id: 'other-0', reason: 'It crashes.' }] };
  expect(problems({ faults: mutants(60, ['broken']) }, excused)).toEqual(['the fault other-0 is broken']);
});

it('an exception that is not needed breaks it', () => {
  const excused = { faults: [{ id: 'killed-0', reason: 'No vector can.' }] };
  expect(problems({}, excused)).toEqual(['the fault killed-0 needs no exception']);
});

it('fewer than 60 faults break it', () => {
  expect(problems({ faults: mutants(59) })).toEqual(['there are only 59 faults']);
});

it('more than one fault in twenty that survives breaks it, whatever is said', () => {
  const results = mutants(56, ['survived', 'survived', 'survived', 'survived']);
  const faults = [0, 1, 2, 3].map((index) => ({ id: `other-${index}`, reason: 'No vector can.' }));
  expect(problems({ faults: results }, { faults })).toEqual(['only 56 of 60 faults are killed']);
});

it('a rule for producers that no golden tells breaks it, unless that is said', () => {
  const producers = [{ rule: 'x/p', faults: ['f'], caught: false }];
  expect(problems({ producers })).toEqual(['no golden tells a producer that breaks x/p']);
  expect(problems({ producers }, { producers: [{ rule: 'x/p', reason: 'No golden can.' }] })).toEqual([]);
});

it('a rule for producers without a row breaks it', () => {
  expect(problems({ producers: [] })).toEqual(['x/p has no row']);
});

it('a ladder without constraints of schemas breaks it', () => {
  expect(problems({ constraints: [] })).toEqual(['no constraint of a schema was left out']);
});

it.each([
  ['rules', { rules: [{ rule: 'x/gone', lacks: ['isolated'] as const, reason: 'No vector can.' }] }],
  ['producers', { producers: [{ rule: 'x/gone', reason: 'No golden can.' }] }],
] as const)('an exception of the %s for a rule that is gone breaks it', (_, exceptions) => {
  expect(problems({}, exceptions)).toEqual(['the exception for x/gone is about no row']);
});

it('an exception of the constraints or faults for one that is gone breaks it', () => {
  const gone = [{ id: 'gone', reason: 'No vector can.' }];
  expect(problems({}, { constraints: gone })).toEqual(['the constraint gone needs no exception']);
  expect(problems({}, { faults: gone })).toEqual(['the fault gone needs no exception']);
});

it('an exception without a reason breaks it', () => {
  const low = { rule: 'x/a', named: true, exercised: true, discriminated: true, isolated: false };
  const excused: LadderExceptions = {
    rules: [{ rule: 'x/a', lacks: ['isolated'], reason: '' }],
    constraints: [{ id: 'other-0', reason: ' ' }],
    faults: [{ id: 'other-0', reason: '' }],
    producers: [{ rule: 'x/p', reason: '' }],
  };
  const changes = {
    rules: [low, ...ladder().rules.slice(1)],
    constraints: mutants(1, ['survived']),
    faults: mutants(60, ['survived']),
    producers: [{ rule: 'x/p', faults: ['f'], caught: false }],
  };
  const ids = ['x/a', 'x/p', 'other-0', 'other-0'];
  expect(problems(changes, excused)).toEqual(ids.map((id) => `the exception for ${id} gives no reason`));
});
