import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredVector } from '../read-vectors.ts';
import { isFolderInput, stageInput } from '../stage-input.ts';
import { fingerprint } from './fingerprint.ts';

const SENTINEL = 'sentinel';
const SENTINEL_TEXT = 'This file belongs to the conformance suite. Nobody else writes here.\n';

/**
 * The folder in which one adapter works. What it may write to is `work/home`, `work/tmp` and the output that it is asked
 * for; everything else is looked at again after each case.
 *
 *     <folder>/sentinel
 *     <folder>/work/sentinel, home/, tmp/
 *     <folder>/work/case/input, output
 */
export class CaseFolder {
  /** The whole of it. */
  readonly root: string;
  /** What the adapter is given as its own. */
  readonly work: string;
  readonly input: string;
  readonly output: string;
  readonly #case: string;
  #staged = '';
  #earlier: string | undefined;
  #holdsFolder = false;
  #sentinels = '';

  constructor(parent: string) {
    this.root = mkdtempSync(join(parent, 'package-contracts-'));
    this.work = join(this.root, 'work');
    this.#case = join(this.work, 'case');
    this.input = join(this.#case, 'input');
    this.output = join(this.#case, 'output');
    this.#restore();
  }

  /** Lays the input of a vector out under its neutral name. */
  stage(stored: StoredVector): void {
    rmSync(this.output, { recursive: true, force: true });
    // A file is written over: on some systems removing one takes longer than everything else here.
    if (isFolderInput(stored.vector.input) || this.#holdsFolder) rmSync(this.input, { recursive: true, force: true });
    stageInput(stored, this.input);
    this.#holdsFolder = isFolderInput(stored.vector.input);
    this.#staged = fingerprint(this.input);
  }

  /** Lays another file out in place of the input, once nothing has been written where nothing may be. */
  restage(lay: (input: string) => void): void {
    this.#earlier ??= this.#findSideEffect();
    lay(this.input);
    this.#staged = fingerprint(this.input);
  }

  /** What was written where nothing may be; the folder is as before then. */
  sideEffect(): string | undefined {
    const found = this.#earlier ?? this.#findSideEffect();
    this.#earlier = undefined;
    if (found !== undefined) this.#restore();
    return found;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }

  #findSideEffect(): string | undefined {
    const strangers = [
      ...strangersIn(this.root, [SENTINEL, 'work']),
      ...strangersIn(this.work, [SENTINEL, 'case', 'home', 'tmp']),
      ...strangersIn(this.#case, ['input', 'output']),
    ];
    const [stranger] = strangers;
    if (stranger !== undefined) return `something was written beside what was asked for: ${stranger}`;
    if (this.#lookAtSentinels() !== this.#sentinels) return 'a file outside of the scratch folder was changed';
    return fingerprint(this.input) === this.#staged ? undefined : 'the input was changed';
  }

  #restore(): void {
    for (const name of readdirSync(this.root)) rmSync(join(this.root, name), { recursive: true, force: true });
    for (const name of ['home', 'tmp', 'case']) mkdirSync(join(this.work, name), { recursive: true });
    for (const folder of [this.root, this.work]) writeFileSync(join(folder, SENTINEL), SENTINEL_TEXT);
    this.#sentinels = this.#lookAtSentinels();
  }

  #lookAtSentinels(): string {
    return [this.root, this.work].map((folder) => fingerprint(join(folder, SENTINEL))).join();
  }
}

function strangersIn(folder: string, known: readonly string[]): readonly string[] {
  return readdirSync(folder).filter((name) => !known.includes(name));
}
