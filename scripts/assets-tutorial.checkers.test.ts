import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPrograms } from './executable.test-fixture.ts';
import { runTutorial, type TutorialStep } from './tutorial/tutorial.ts';

const DOCUMENT = join(import.meta.dirname, '../docs/assets-tutorial.md');

// The blocks of the tutorial are run in order, in one shell. What each prints stands in the document.
describe('the tutorial of assets', () => {
  let steps: readonly TutorialStep[] = [];
  let built: string;
  beforeAll(() => {
    built = buildPrograms();
    steps = runTutorial(built, readFileSync(DOCUMENT, 'utf8'));
  });
  afterAll(() => rmSync(built, { recursive: true }));

  it('prints what the document says', () => {
    const shown = (name: 'expected' | 'actual') => steps.map((step) => `$ ${step.command}\n${step[name]}`).join('');
    expect(shown('actual')).toBe(shown('expected'));
  });

  it('fails exactly with the commands that say what is wrong, or that packs differ', () => {
    const failed = steps.filter(({ status }) => status !== 0).map(({ command, status }) => ({ command, status }));
    const said = steps.filter(({ expected }) => / is blocked: |^before\.pa and .* differ$/m.test(expected));
    expect(failed).toEqual(said.map(({ command }) => ({ command, status: 1 })));
    expect(failed.length).toBeGreaterThan(2);
  });

  it('shows every operation', () => {
    const commands = steps.map(({ command }) => command).join('\n');
    for (const name of [
      'init',
      'register',
      'list',
      'show',
      'build',
      'doctor',
      'relocate',
      'adopt',
      'exclude',
      'remove',
    ]) {
      expect(commands).toContain(`package-contracts assets ${name}`);
    }
  });
});
