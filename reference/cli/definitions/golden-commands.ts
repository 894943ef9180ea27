import type { CommandDefinition } from '../command.ts';

/** For those who keep the contracts. */
export const GOLDEN: CommandDefinition = {
  name: 'golden',
  summary: 'check or rewrite the goldens of this checkout',
  description: 'Works on the checkout of the contracts that this program was built in, and nowhere else.',
  arguments: [],
  options: [],
  examples: [],
  commands: [
    {
      name: 'check',
      summary: 'rebuild every golden and compare',
      description: 'Rebuilds every golden and compares it with the committed bytes.',
      arguments: [],
      options: [],
      examples: [{ line: 'check', says: 'in a checkout' }],
      load: async () => (await import('../commands/golden.ts')).runGoldenCheck,
    },
    {
      name: 'regenerate',
      summary: 'rewrite the goldens and say what changed',
      description: 'Rewrites the goldens, says what changed, and refuses to run over uncommitted changes.',
      arguments: [],
      options: [],
      examples: [{ line: 'regenerate', says: 'in a clean checkout' }],
      load: async () => (await import('../commands/golden.ts')).runGoldenRegenerate,
    },
  ],
};
