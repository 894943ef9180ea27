import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPrograms } from './executable.test-fixture.ts';
import { renderTutorial, runTutorial, TUTORIAL, type TutorialStep } from './tutorial/tutorial.ts';

// The blocks of the tutorial are run in order, in one shell. What each prints stands in the document.
describe('the tutorial of a repository', () => {
  let steps: readonly TutorialStep[] = [];
  let built: string;
  beforeAll(() => {
    built = buildPrograms();
    steps = runTutorial(built);
  });
  afterAll(() => rmSync(built, { recursive: true }));

  it('prints what the document says', () => {
    const shown = (name: 'expected' | 'actual') => steps.map((step) => `$ ${step.command}\n${step[name]}`).join('');
    expect(shown('actual')).toBe(shown('expected'));
  });

  it('fails exactly with the commands that say what is wrong', () => {
    const failed = steps.filter(({ status }) => status !== 0);
    expect(failed.map(({ line, command, status }) => ({ line, command, status }))).toEqual(
      steps
        .filter(({ expected }) => /^(?:error: |invalid )/m.test(expected))
        .map(({ line, command }) => ({ line, command, status: 1 })),
    );
    expect(failed.length).toBeGreaterThan(0);
  });

  it('is the document that it is run from', () => {
    const markdown = readFileSync(TUTORIAL, 'utf8');
    const asStated = steps.map((step) => ({ ...step, actual: step.expected }));
    expect(mask(renderTutorial(markdown, asStated))).toBe(mask(markdown));
  });
});

/** Keys differ, and so do digests with another release of Go. */
function mask(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{8,64}\b/g, '...').replaceAll('key ...', '...');
}
