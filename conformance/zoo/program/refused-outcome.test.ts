import { expect, it } from 'vitest';
import { toRefusedOutcome } from './refused-outcome.ts';
import { tryTrials } from './try-trials.ts';

it('names the rule that refused', () => {
  expect(toRefusedOutcome('anpkg/checksum-digest-format')).toBe('not-produced anpkg/checksum-digest-format');
});

it('a smoke run that was too slow kills nothing', async () => {
  const trial = { name: 'golden', run: async () => toRefusedOutcome('doctor-cli-package/smoke-timeout') };
  expect(await tryTrials('m', [trial])).toMatchObject({ status: 'broken' });
});
