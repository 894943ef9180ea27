import { CONTRACT_STEPS } from './check/contract-steps.ts';
import { runSteps, type Step, type StepResult, script, tool } from './check/step.ts';

// `npm run check`: everything that must hold before a change lands, beside `npm test`.
const STEPS: readonly Step[] = [
  script('external checkers are installed', 'scripts/check/external-checkers.ts'),
  { name: 'the build succeeds', argv: ['npm', 'run', '--silent', 'build'] },
];
const AFTER_BUILD: readonly Step[] = [
  ...CONTRACT_STEPS,
  script('the vectors tell every faulty implementation', 'scripts/zoo.ts', '--again'),
  script('operations that are interrupted lose nothing, and complete', 'scripts/torture.ts', '--short'),
  tool('format and lint (biome)', 'biome', 'ci', '--error-on-warnings'),
  tool('types (tsc)', 'tsc', '-p', '.'),
  tool('comparison with independent programs', 'vitest', 'run', '--project', 'checkers'),
  script(
    'two implementations agree on changed vectors',
    'scripts/differential.ts',
    '--cases',
    '400',
    '--seed',
    'check',
  ),
  tool('no unused file, export or dependency (knip)', 'knip'),
  tool('package shape (publint)', 'publint', '--strict', '--pack', 'npm'),
  tool('types as consumers see them (attw)', 'attw', '--pack', '--profile', 'esm-only'),
  tool('API documentation (typedoc)', 'typedoc'),
  script('workflows are pinned, bounded and do only what a local command does', 'scripts/check-workflows.ts'),
  script('links between the documents', 'scripts/check/links.ts'),
];

/** Of the output of a step that fails: what is wrong stands at its end. */
const MOST_LINES = 100;

const results = [
  // What follows uses the checkers and dist/.
  ...(await runSteps(STEPS, { lanes: 1, onResult: print })),
  ...(await runSteps(AFTER_BUILD, { lanes: 2, onResult: print })),
];
const passed = sum(results.map((result) => Math.max(countOf(result, 'passed'), result.passed ? 1 : 0)));
const failed = sum(results.map((result) => Math.max(countOf(result, 'failed'), result.passed ? 0 : 1)));
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

function print({ step, passed, seconds, output }: StepResult): void {
  console.log(`${passed ? 'pass' : 'FAIL'}  ${step.name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(output.trimEnd().split('\n').slice(-MOST_LINES).join('\n').replaceAll(/^/gm, '      '));
}

// A step that ran tests counts them ("Tests  1 failed | 20 passed (21)"); any other counts as one.
function countOf({ output }: StepResult, outcome: 'passed' | 'failed'): number {
  const summary = /^ *Tests +(.*)$/m.exec(output)?.[1] ?? '';
  return Number(new RegExp(`([0-9]+) ${outcome}`).exec(summary)?.[1] ?? 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
