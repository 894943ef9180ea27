import type { ResolveRecipe } from '../case-recipe.ts';
import { draftArtifact, FIRST } from './artifact-draft.ts';
import { LIKE_COMMIT } from './commits.ts';
import { draftRepository, without } from './repository-draft.ts';
import { another, ONE, refuses, resolves, typed } from './resolve-recipe.ts';

/** Section 5.3: which row is meant. */
const NO_MATCH = 'distribution/no-match';
const AMBIGUOUS = 'distribution/ambiguous-match';

const twoNumbers = resolves(
  'prefix-that-ends',
  'Behind 1.84 a full stop follows in 1.84.0: the prefix ends there.',
  ONE,
  {
    identity: typed({ toolchain: '1.84' }),
  },
);
const eight = { identity: typed({ toolchain: '1.8' }) };
const compatible = resolves(
  'prefix-that-does-not-end-compatible',
  'Under the compatible reading 1.8 is the beginning of 1.84.0.',
  ONE,
  { ...eight, options: { prefix: 'compat' } },
);
const boundary = [
  twoNumbers,
  refuses(
    'prefix-that-does-not-end',
    'Under the strict reading 1.8 is no beginning of 1.84.0.',
    twoNumbers,
    NO_MATCH,
    eight,
  ),
  compatible,
  refuses(
    'prefix-that-does-not-end-strict',
    'The same request, read strictly: 1.8 is no beginning of 1.84.0.',
    compatible,
    NO_MATCH,
    { options: { prefix: 'strict' } },
  ),
];

const nightly = another({ toolchain: '1.84.0-nightly' });
const beta = another({ toolchain: '1.84.0-beta.2' });
const bothToolchains = draftRepository([ONE, nightly]);
const stable = resolves(
  'stable-beside-nightly',
  'A toolchain with a hyphen is selected only where the request has one, so 1.84.0 means the stable one.',
  ONE,
  { input: bothToolchains },
);
const asNightly = resolves(
  'nightly-by-its-name',
  'The request has a hyphen, and names the nightly toolchain.',
  nightly,
  {
    input: bothToolchains,
    identity: typed({ toolchain: '1.84.0-nightly' }),
  },
);
const compatibleNightly = resolves(
  'nightly-alone-compatible',
  'Under the compatible reading 1.84.0 is the beginning of 1.84.0-nightly, and there is no other row.',
  nightly,
  { input: draftRepository([nightly]), options: { prefix: 'compat' } },
);
const prereleases = [
  stable,
  asNightly,
  refuses(
    'stable-and-nightly-compatible',
    'Under the compatible reading 1.84.0 is the beginning of 1.84.0-nightly too.',
    stable,
    AMBIGUOUS,
    { options: { prefix: 'compat' } },
  ),
  refuses(
    'commit-in-upper-case-compatible',
    'Under the compatible reading upper case is allowed, and is no beginning of a commit.',
    stable,
    NO_MATCH,
    {
      identity: typed({ git_rev: 'AB12CD34', toolchain: '1.84.0-nightly' }),
      options: { prefix: 'compat' },
    },
  ),
  compatibleNightly,
  refuses(
    'nightly-alone',
    'There is a nightly toolchain alone, and the request has no hyphen.',
    compatibleNightly,
    NO_MATCH,
    { options: {} },
  ),
  resolves('beta-without-its-number', 'Behind 1.84.0-beta a full stop follows in 1.84.0-beta.2.', beta, {
    input: draftRepository([beta]),
    identity: typed({ toolchain: '1.84.0-beta' }),
  }),
];

const LONG = { gitshaLength: 12 };
const long = draftArtifact(FIRST, LONG);
const longOther = draftArtifact({ ...FIRST, git_rev: LIKE_COMMIT }, LONG);
const twoCommits = draftRepository([long, longOther]);
const byNine = resolves('commit-by-nine-digits', 'The two commits differ in their ninth digit, which is given.', long, {
  input: twoCommits,
  identity: typed({ git_rev: 'ab12cd340' }),
});
const commits = [
  byNine,
  resolves('other-commit-by-nine-digits', 'The ninth digit is that of the other commit.', longOther, {
    input: twoCommits,
    identity: typed({ git_rev: 'ab12cd34f' }),
  }),
  refuses(
    'commits-with-the-same-beginning',
    'Both commits begin with the eight digits that are given.',
    byNine,
    AMBIGUOUS,
    {
      identity: typed({}),
    },
  ),
];

const tenth = another({ dist_revision: 'r10' });
const second = another({ dist_revision: 'r2' });
const revisions = draftRepository([ONE, second, tenth]);
const firstOfThree = resolves('revision-among-three', 'Revisions are compared as a whole: r1 is not r10.', ONE, {
  input: revisions,
});
const revised = [
  firstOfThree,
  resolves('tenth-revision', 'The revision r10 is the one that is asked for.', tenth, {
    input: revisions,
    identity: typed({ dist_revision: 'r10' }),
  }),
  refuses('first-revision-gone', 'There are r2 and r10, and r1 is asked for.', firstOfThree, NO_MATCH, {
    input: draftRepository([second, tenth]),
  }),
];

const mac = another({ version: '0.2.0', target: 'aarch64-apple-darwin' });
const debug = another({ profile: 'debug' });
const twoReleases = draftRepository([ONE, mac]);
const macAsked = resolves('target-of-one-release', 'The target is that of the second release.', mac, {
  input: twoReleases,
  identity: typed({ version: '0.2.0', target: 'aarch64-apple-darwin' }),
});
const others = [
  macAsked,
  refuses(
    'target-of-the-other-release',
    'Version and target both stand in the index, but not in one row.',
    macAsked,
    NO_MATCH,
    {
      identity: typed({ target: 'aarch64-apple-darwin' }),
    },
  ),
  resolves('release-beside-debug', 'The profile is compared as a whole.', ONE, {
    input: draftRepository([debug, ONE]),
  }),
  refuses('target-with-another-libc', 'The target is compared as a whole: musl is not gnu.', macAsked, NO_MATCH, {
    identity: typed({ target: 'x86_64-unknown-linux-musl' }),
  }),
  refuses('commit-of-another-row', 'No row was built from this commit.', macAsked, NO_MATCH, {
    identity: typed({ version: '0.2.0', target: 'aarch64-apple-darwin', git_rev: 'ab12cd35' }),
  }),
  resolves('unsorted-index', 'Whoever looks for a row does not depend on the order of the index.', ONE, {
    input: draftRepository([tenth, mac, second, ONE]),
  }),
];

const withdrawn = draftArtifact(FIRST, { row: { yanked: { reason: 'Crashes at the start.', since: '2026-05-01' } } });
const yankedTaken = resolves(
  'yanked-taken',
  'The artifact was withdrawn, and is taken all the same, as it is told.',
  withdrawn,
  {
    input: draftRepository([withdrawn]),
    options: { allowYanked: true },
    warnings: ['distribution/yanked-allowed'],
  },
);
const other = another({ dist_revision: 'r2' });
const yanked = [
  yankedTaken,
  refuses('yanked', 'The artifact was withdrawn.', yankedTaken, 'distribution/yanked-artifact', { options: {} }),
  resolves('beside-a-yanked-row', 'The row that was withdrawn is another one.', other, {
    input: draftRepository([withdrawn, other]),
    identity: typed({ dist_revision: 'r2' }),
    cites: ['distribution/yanked-artifact', 'distribution/yanked-allowed'],
  }),
  refuses('no-match-among-gone-files', 'The files stand there, and no row leads to them.', macAsked, NO_MATCH, {
    input: {
      ...without(twoReleases, 'dist/index.json'),
      'dist/index.json': draftRepository([ONE])['dist/index.json'] ?? null,
    },
  }),
];

export const selectionRecipes: readonly ResolveRecipe[] = [
  ...boundary,
  ...prereleases,
  ...commits,
  ...revised,
  ...others,
  ...yanked,
];
