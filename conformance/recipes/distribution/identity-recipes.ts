import type { ResolveRecipe } from '../case-recipe.ts';
import { FIRST } from './artifact-draft.ts';
import { CONTRACT_FILE, draftRepository, without } from './repository-draft.ts';
import { another, ONE, refuses, resolves, typed } from './resolve-recipe.ts';

/** Section 5.1: the six parts of an identity. */
const base = resolves('one-row', 'The index has one row, and all six parts are those of it.', ONE);

const inFull = resolves('identity-in-full', 'The commit is given with all of its forty digits.', ONE, {
  identity: { ...FIRST },
});

const sevenDigits = resolves('commit-of-seven-digits', 'Seven digits of a commit are the fewest that will do.', ONE, {
  identity: typed({ git_rev: 'ab12cd3' }),
});

const twoNumbers = resolves(
  'toolchain-of-two-numbers',
  'The toolchain is asked for by two of its three numbers, and a full stop follows them.',
  ONE,
  { identity: typed({ toolchain: '1.84' }) },
);

const incomplete = (['version', 'target', 'profile', 'toolchain', 'git_rev', 'dist_revision'] as const).flatMap(
  (part) => [
    refuses(
      `identity-without-${part.replace('_', '-')}`,
      `There is one row, and yet nothing is resolved without ${part}.`,
      base,
      'distribution/identity-incomplete',
      { identity: typed({ [part]: undefined }) },
    ),
    refuses(
      `identity-with-empty-${part.replace('_', '-')}`,
      `An empty text is no ${part}; as a prefix it would match everything.`,
      base,
      'distribution/identity-incomplete',
      { identity: typed({ [part]: '' }) },
    ),
  ],
);

const INVALID: readonly (readonly [string, Parameters<typeof typed>[0], string])[] = [
  ['commit-of-six-digits', { git_rev: 'ab12cd' }, 'Six digits of a commit are one too few.'],
  ['commit-in-upper-case', { git_rev: 'AB12CD34' }, 'The digits of a commit are written in lower case.'],
  ['commit-of-65-digits', { git_rev: `${'ab12cd34'.repeat(8)}0` }, 'No commit has 65 digits.'],
  ['commit-with-other-letters', { git_rev: 'ab12cd3g' }, 'The letter g is no hex digit.'],
  ['version-of-two-numbers', { version: '0.1' }, 'A version is given in full.'],
  ['version-with-v', { version: 'v0.1.0' }, 'The letter v belongs to the name of the file, not to the version.'],
  ['version-with-build', { version: '0.1.0+5' }, 'A version has no build metadata.'],
  ['target-of-two-parts', { target: 'x86_64-linux' }, 'A target has three or four parts.'],
  ['profile-of-cargo', { profile: 'dev' }, 'The profile is called debug, whatever cargo calls it.'],
  ['toolchain-of-one-number', { toolchain: '1' }, 'A toolchain is asked for by at least two numbers.'],
  ['toolchain-that-ends-in-a-stop', { toolchain: '1.84.' }, 'Two numbers have nothing behind them.'],
  ['toolchain-in-words', { toolchain: 'stable' }, 'A toolchain is a release, not a channel.'],
  ['revision-without-r', { dist_revision: '1' }, 'A revision is r and a number.'],
  ['revision-zero', { dist_revision: 'r0' }, 'Revisions count from 1.'],
  ['revision-with-leading-zero', { dist_revision: 'r01' }, 'A number has no leading zero.'],
];

const invalid = INVALID.map(([name, change, why]) =>
  refuses(name, why, base, 'distribution/identity-invalid', { identity: typed(change) }),
);

/** The steps are gone through in their order. */
const ordered = [
  refuses(
    'identity-ahead-of-contract',
    'A part is missing, another is none, and there is no contract: what is asked is looked at first, and first whether it is all there.',
    base,
    'distribution/identity-incomplete',
    { identity: typed({ version: undefined, git_rev: 'AB' }), input: without(base.input, CONTRACT_FILE) },
  ),
  refuses(
    'invalid-identity-ahead-of-contract',
    'A part is none, and there is no contract: what is asked is looked at first.',
    base,
    'distribution/identity-invalid',
    { identity: typed({ git_rev: 'AB' }), input: without(base.input, CONTRACT_FILE) },
  ),
];

const freely = [
  resolves(
    'six-digits-compatible',
    'Under the compatible reading any text that is not empty may be the beginning of a commit.',
    ONE,
    { identity: typed({ git_rev: 'ab12cd' }), options: { prefix: 'compat' } },
  ),
  resolves('toolchain-of-one-number-compatible', 'Under the compatible reading 1 is the beginning of 1.84.0.', ONE, {
    identity: typed({ toolchain: '1' }),
    options: { prefix: 'compat' },
  }),
];
const compatible = [
  ...freely,
  refuses(
    'empty-commit-compatible',
    'Under the compatible reading too an empty text is no part.',
    freely[0] ?? base,
    'distribution/identity-incomplete',
    {
      identity: typed({ git_rev: '' }),
    },
  ),
  refuses(
    'six-digits-strict',
    'The same request, read strictly: six digits are one too few.',
    freely[0] ?? base,
    'distribution/identity-invalid',
    {
      options: { prefix: 'strict' },
    },
  ),
  refuses(
    'invalid-version-compatible',
    'Under the compatible reading too a version is given in full.',
    freely[0] ?? base,
    'distribution/identity-invalid',
    {
      identity: typed({ version: '0.1' }),
    },
  ),
];

const prerelease = another({ version: '0.1.0-rc.1' });
const versions = draftRepository([prerelease, ONE]);
const exact = [
  resolves('version-beside-its-prerelease', 'A version is compared as a whole: 0.1.0 is not 0.1.0-rc.1.', ONE, {
    input: versions,
  }),
  resolves('prerelease-by-its-name', 'A prerelease is found by its exact version, and by nothing else.', prerelease, {
    input: versions,
    identity: typed({ version: '0.1.0-rc.1' }),
  }),
];

export const identityRecipes: readonly ResolveRecipe[] = [
  base,
  inFull,
  sevenDigits,
  twoNumbers,
  ...incomplete,
  ...invalid,
  ...ordered,
  ...compatible,
  ...exact,
];

export const ONE_ROW: ResolveRecipe = base;
