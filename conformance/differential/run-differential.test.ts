import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AdapterSession, Reply } from '../suite/protocol/adapter-session.ts';
import { readVectors } from '../suite/read-vectors.ts';
import { SeededDraws } from '../suite/seeded-draws.ts';
import { mutateCase } from './mutate-case.ts';
import { type DifferentialRun, runDifferential } from './run-differential.ts';
import { findZipRecords, readField, withField } from './zip-records.ts';

const vectors = readVectors(join(import.meta.dirname, '../vectors'));

/** An implementation that rejects what holds the character, and sees nothing else. */
function rejecting(character: string, rule = 'json/invalid-literal'): () => AdapterSession {
  return () => ({
    async ask(question): Promise<never> {
      if (question.op !== 'validate') throw new Error(question.op);
      const isValid = !readFileSync(question.input, 'latin1').includes(character);
      const findings = isValid ? [] : [{ rule, severity: 'error' as const, at: {}, details: {} }];
      const reply: Reply<'validate'> = { kind: 'result', result: { valid: isValid, findings, observation: {} } };
      return reply as never;
    },
    close: async () => {},
    kill: () => {},
  });
}

const RUN: DifferentialRun = {
  contract: 'strict-json@1',
  role: 'consumer',
  vectors,
  one: rejecting('N'),
  other: rejecting('N'),
  seed: 'a',
  cases: 300,
  kept: 1,
};

test('implementations that say the same do not disagree', async () => {
  const { cases, counts, found } = await runDifferential(RUN);
  expect([cases, counts.size, found]).toEqual([300, 0, []]);
});

test('a disagreement is counted, and made as small as it can be', async () => {
  const { counts, found } = await runDifferential({ ...RUN, other: rejecting('nothing') });
  expect([...counts.keys()]).toEqual(['json/invalid-literal against valid']);
  expect(found.map(({ input }) => input)).toEqual([new Uint8Array(Buffer.from('N'))]);
});

test('two rules for one defect are a disagreement', async () => {
  const { counts } = await runDifferential({ ...RUN, other: rejecting('N', 'json/syntax') });
  expect([...counts.keys()]).toEqual(['json/invalid-literal against json/syntax']);
});

test('the same seed makes the same cases, another seed others', async () => {
  const mutated = (seed: string): string => {
    const draws = new SeededDraws(seed);
    const told = { op: 'validate', profile: 'hardened', options: {} } as const;
    const origin = { input: Buffer.from('a: [1, b]\n'), told };
    const inputs = Array.from({ length: 50 }, () => mutateCase('strict-yaml@1', origin, draws));
    return JSON.stringify(inputs);
  };
  expect(mutated('a')).toBe(mutated('a'));
  expect(mutated('a')).not.toBe(mutated('b'));
});

test('the fields of records are found where APPNOTE puts them', () => {
  // An end record of an empty archive: signature, eight zero fields.
  const end = new Uint8Array(Buffer.from('504b0506000000000000000000000000000000000000', 'hex'));
  const [record] = findZipRecords(end);
  expect(record?.kind).toBe('end');
  const size = record?.fields.find(({ name }) => name === 'central size');
  if (size === undefined) throw new Error('no size');
  const changed = withField(end, size, 0x01020304n);
  expect(Buffer.from(changed).toString('hex')).toBe('504b0506000000000000000004030201000000000000');
  expect(readField(changed, size)).toBe(0x01020304n);
});
