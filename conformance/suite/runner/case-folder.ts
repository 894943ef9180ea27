import { lstatSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { StoredVector } from '../read-vectors.ts';
import { removeTree } from '../remove-tree.ts';
import { isFolderInput, stageInput } from '../stage-input.ts';
import { fingerprint } from './fingerprint.ts';

const SENTINEL = 'sentinel';
const SENTINEL_TEXT = 'This file belongs to the conformance suite. Nobody else writes here.\n';
// What the system says of an entry that nobody may look at, that is of another kind than it was, or that is too deep.
const OBSTACLES = ['EACCES', 'EPERM', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'];
// The folders of its own that an adapter is given.
const OWN = ['home', 'tmp'];

/** Something that an adapter left, and that keeps the suite from its work. */
interface Obstacle {
  readonly isOutput: boolean;
  readonly detail: string;
}

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
  #modes: readonly (number | undefined)[] = [];

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
    removeTree(this.output);
    // A file is written over: on some systems removing one takes longer than everything else here.
    if (isFolderInput(stored.vector.input) || this.#holdsFolder) removeTree(this.input);
    stageInput(stored, this.input);
    this.#holdsFolder = isFolderInput(stored.vector.input);
    this.#staged = fingerprint(this.input);
  }

  /** Lays another file out in place of the input, once nothing has been written where nothing may be. */
  restage(lay: (input: string) => void): void {
    const found = this.#findSideEffect();
    if (found !== undefined) this.#restore();
    this.#earlier ??= found;
    lay(this.input);
    this.#staged = fingerprint(this.input);
  }

  /** What was written where nothing may be; the folder is as before then. */
  sideEffect(): string | undefined {
    const found = this.#findSideEffect();
    if (found !== undefined) this.#restore();
    const earlier = this.#earlier;
    this.#earlier = undefined;
    return earlier ?? found;
  }

  /**
   * What an adapter put in the way, where that is why the system refused to let the suite look or write here; the folder
   * is as before then. Nothing where something else is to blame, such as a full disk.
   */
  clearObstacle(error: unknown): Obstacle | undefined {
    if (!(error instanceof Error && 'code' in error && 'path' in error)) return undefined;
    const { code, path } = error;
    if (typeof code !== 'string' || !OBSTACLES.includes(code)) return undefined;
    if (typeof path !== 'string' || !path.startsWith(join(this.root, sep))) return undefined;
    this.#restore();
    this.#earlier = undefined;
    const isOutput = path === this.output || path.startsWith(join(this.output, sep));
    return { isOutput, detail: `it stands in the way of the suite: ${code} at ${path}` };
  }

  remove(): void {
    removeTree(this.root);
  }

  #findSideEffect(): string | undefined {
    // From the outside in: nothing stands below what is no folder any more.
    if (this.#folders.some((folder, index) => modeOf(folder) !== this.#modes[index]))
      return 'a folder of the suite was removed, or is another one';
    // The next process is given them again, made anew where they are gone.
    const other = OWN.find(
      (name) => lstatSync(join(this.work, name), { throwIfNoEntry: false })?.isDirectory() === false,
    );
    if (other !== undefined) return `its own folder ${other} is no folder any more`;
    const strangers = [
      ...strangersIn(this.root, [SENTINEL, 'work']),
      ...strangersIn(this.work, [SENTINEL, 'case', ...OWN]),
      ...strangersIn(this.#case, ['input', 'output']),
    ];
    const [stranger] = strangers;
    if (stranger !== undefined) return `something was written beside what was asked for: ${stranger}`;
    if (this.#lookAtSentinels() !== this.#sentinels) return 'a file outside of the scratch folder was changed';
    return fingerprint(this.input) === this.#staged ? undefined : 'the input was changed';
  }

  #restore(): void {
    removeTree(this.root);
    mkdirSync(this.root, { mode: 0o700 });
    for (const name of [...OWN, 'case']) mkdirSync(join(this.work, name), { recursive: true });
    for (const folder of [this.root, this.work]) writeFileSync(join(folder, SENTINEL), SENTINEL_TEXT);
    this.#sentinels = this.#lookAtSentinels();
    this.#modes = this.#folders.map(modeOf);
  }

  get #folders(): readonly string[] {
    return [this.root, this.work, this.#case];
  }

  #lookAtSentinels(): string {
    return [this.root, this.work].map((folder) => fingerprint(join(folder, SENTINEL))).join();
  }
}

// Who may write to it is a part of it: what nobody may write to could not hold the next case.
function modeOf(folder: string): number | undefined {
  return lstatSync(folder, { throwIfNoEntry: false })?.mode;
}

function strangersIn(folder: string, known: readonly string[]): readonly string[] {
  return readdirSync(folder).filter((name) => !known.includes(name));
}
