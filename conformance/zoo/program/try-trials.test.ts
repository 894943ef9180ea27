import { expect, it } from 'vitest';
import { tryTrials } from './try-trials.ts';

function trials(...outcomes: readonly (string | Error)[]) {
  return outcomes.map((outcome, index) => ({
    name: `${index}`,
    run: async () => {
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  }));
}

it('the first outcome other than pass kills, and is named', async () => {
  expect(await tryTrials('m', trials('pass', 'wrong-rule', 'wrong-verdict'))).toEqual({
    id: 'm',
    status: 'killed',
    by: '1 wrong-rule',
  });
});

it.each(['crash', 'timeout', 'resource', 'protocol', 'fault', 'unsupported', 'not-run'])(
  'a mutant of which there is only %s is broken: that is no verdict',
  async (outcome) => {
    expect(await tryTrials('m', trials('pass', outcome))).toMatchObject({ status: 'broken' });
    expect(await tryTrials('m', trials(outcome, 'wrong-rule'))).toMatchObject({ status: 'killed', by: '1 wrong-rule' });
  },
);

it('what throws is a crash, and its first line is the problem', async () => {
  expect(await tryTrials('m', trials('pass', new Error('no\nway')))).toEqual({
    id: 'm',
    status: 'broken',
    problem: '1 crashes: 1 no',
  });
});

it('without a trial nothing was reached, and where all pass it survived', async () => {
  expect(await tryTrials('m', [])).toEqual({ id: 'm', status: 'unreached' });
  expect(await tryTrials('m', trials('pass'))).toEqual({ id: 'm', status: 'survived' });
});

it('a producer that refuses its own work is told by that only where nothing else tells', async () => {
  const refusal = 'not-produced anpkg/export-yaml';
  expect(await tryTrials('m', trials(refusal, 'pass', 'wrong-bytes'))).toMatchObject({ by: '2 wrong-bytes' });
  expect(await tryTrials('m', trials('pass', refusal, 'crash'))).toMatchObject({
    status: 'killed',
    by: `1 ${refusal}`,
  });
});
