import type { GoldenRecipe } from '../case-recipe.ts';
import { distributionRefusals } from './distribution-refusals.ts';
import { goldenBase, goldenFolder, goldenOptions } from './golden-files.ts';

// Expected bytes are those of golden/distribution, which its independent builder made from the contract's text.

const CONTRACT = 'distribution';
const base = goldenBase(CONTRACT);
const EVERY_RELEASE = ['product-not-canonical', 'product-not-deterministic', 'producer-input-invalid', 'build-failed'];

/** Golden → the rules that a producer would break that makes another repository of it, or that it comes close to. */
const CASES: Readonly<Record<string, readonly [why: string, ...rules: string[]]>> = {
  'first-release': [
    'Without an index there is one afterwards, with one row; the moment is that of the commit, and at its sunset the legacy path is over.',
    ...EVERY_RELEASE,
    'no-epoch',
    'dirty-tree',
    'toolchain-mismatch',
    'not-reproducible',
    'failure-leaves-traces',
  ],
  'several-targets': [
    'Each program is published for each target and profile, below paths with twelve digits of the commit.',
    ...EVERY_RELEASE,
    'source-version-invalid',
    'platform-removed',
    'not-reproducible',
    'no-epoch',
    'short-commit-collision',
  ],
  'next-revision': [
    'Other bytes of published sources get the next revision, and what is published stays as it is.',
    'artifact-immutable',
    'product-not-canonical',
    'failure-leaves-traces',
  ],
  unchanged: [
    'The same bytes of published sources change nothing, also where a new revision is asked for.',
    'artifact-immutable',
    'product-not-deterministic',
    'foreign-row',
  ],
  'merged-index': [
    'The row stands where its version, its toolchain and its revision belong, and the others keep their bytes.',
    'product-not-canonical',
    'artifact-immutable',
    'foreign-row',
    'short-commit-collision',
  ],
  'legacy-alias': ['The index is written under its legacy path as well.', 'product-not-canonical'],
  'late-alias': [
    'The index is written under its legacy path also where nothing else is new.',
    'product-not-canonical',
    'artifact-immutable',
  ],
  'removed-alias': [
    'The index under the legacy path goes, since its rows stand in the new one.',
    'product-not-canonical',
  ],
  'command-with-braces': [
    'The command in the provenance keeps the braces that are its own.',
    'product-not-canonical',
    'producer-input-invalid',
  ],
  'non-ascii': [
    'Texts beyond ASCII stand in the provenance as they are, and its environment is sorted by name.',
    ...EVERY_RELEASE,
    'no-epoch',
  ],
  'latest-moment': [
    'The moment of the environment is the latest that a tar can state.',
    ...EVERY_RELEASE,
    'epoch-invalid',
  ],
  'several-blocks': [
    'The archive takes several stored blocks, and the moment of the commit is 1970.',
    ...EVERY_RELEASE,
    'no-epoch',
    'source-version-invalid',
  ],
};

export const distributionGoldens: readonly GoldenRecipe[] = [
  ...Object.entries(CASES).map(
    ([name, [why, ...rules]]): GoldenRecipe => ({
      ...base(`golden-${name}`, why, rules),
      input: goldenFolder(CONTRACT, `${name}/input`),
      options: goldenOptions(CONTRACT, name),
      expect: { produced: true, output: goldenFolder(CONTRACT, `${name}/expected`) },
    }),
  ),
  ...distributionRefusals.map(
    ({ name, rule, why, input, options, at, left }): GoldenRecipe => ({
      ...base(`golden-${name}`, why, [rule, 'failure-leaves-traces']),
      input,
      options,
      expect: { produced: false, primary: `${CONTRACT}/${rule}`, at, output: left },
    }),
  ),
];
