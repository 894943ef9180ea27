import { type Step, script, tool } from './step.ts';

/** What must hold of the contracts and of everything that is made from them (design: `validate-contracts` alone). */
export const CONTRACT_STEPS: readonly Step[] = [
  script('schemas are valid, strict and within the supported keywords', 'scripts/schema-lint.ts'),
  script('types, validators and catalogues regenerate to the same bytes', 'scripts/generate.ts', '--check'),
  script('every sentence has its rule, check, vectors and page', 'scripts/rule-lint.ts'),
  { ...script('nothing breaks what was released', 'scripts/evolution.ts'), isTable: true },
  script('sets of files that change together lead to files', 'scripts/co-change.ts'),
  script('vectors regenerate to the same bytes', 'scripts/vectors.ts', '--check'),
  tool('vectors pass in-process', 'vitest', 'run', '--project', 'unit', 'conformance/vectors.test.ts'),
  script('the coverage ladder is fresh, and its gate holds', 'scripts/zoo.ts', '--check'),
  script('programs in use were asked about these vectors', 'scripts/readers.ts', '--check'),
  script('goldens regenerate to the same bytes', 'scripts/golden.ts', 'check'),
];
