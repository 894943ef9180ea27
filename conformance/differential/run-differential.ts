import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FolderEntry, RecipeFolder } from '../recipes/recipe.ts';
import type { AdapterSession, OpenSession, Question, Reply } from '../suite/protocol/adapter-session.ts';
import type { StoredVector } from '../suite/read-vectors.ts';
import { SeededDraws } from '../suite/seeded-draws.ts';
import { isFolderInput, readFileInput } from '../suite/stage-input.ts';
import { disagreement } from './compare-replies.ts';
import { minimise } from './minimise.ts';
import { mutateCase } from './mutate-case.ts';
import type { CaseInput } from './mutate-package.ts';

/** Two implementations, side by side over mutated vectors of one contract. */
export interface DifferentialRun {
  readonly contract: string;
  /** Vectors of the contract; the accepted ones are mutated. */
  readonly vectors: readonly StoredVector[];
  readonly one: OpenSession;
  readonly other: OpenSession;
  readonly seed: string;
  readonly cases: number;
  /** How many disagreements of one kind are minimised and kept; the others are only counted. */
  readonly kept: number;
}

/** Inputs of which the two say different things. */
export interface Disagreement {
  readonly what: string;
  readonly profile: 'core' | 'hardened';
  /** The accepted vector that was mutated. */
  readonly origin: string;
  readonly input: CaseInput;
}

export interface DifferentialResult {
  readonly cases: number;
  /** How many of the cases both accepted. */
  readonly accepted: number;
  /** Kind of disagreement → how often. */
  readonly counts: ReadonlyMap<string, number>;
  readonly found: readonly Disagreement[];
}

/** Mutates and compares. The same seed, vectors and implementations give the same result. */
export async function runDifferential(run: DifferentialRun): Promise<DifferentialResult> {
  const folder = mkdtempSync(join(tmpdir(), 'differential-'));
  const pair = new Pair(folder, run);
  const origins = run.vectors.filter(({ vector }) => vector.kind === 'accept' && vector.contract === run.contract);
  const inputs = origins.map((stored) => ({
    id: stored.vector.id,
    input: readInput(stored),
    options: (stored.vector.kind === 'accept' ? stored.vector.options : undefined) ?? {},
  }));
  const draws = new SeededDraws(`${run.seed} ${run.contract}`);
  const counts = new Map<string, number>();
  const found: Disagreement[] = [];
  let accepted = 0;
  try {
    for (let number = 0; number < run.cases; number += 1) {
      const origin = drawOrigin(inputs, draws);
      if (origin === undefined) throw new RangeError(`${run.contract} has no accepted vector`);
      const profile = draws.below(4) === 0 ? 'core' : 'hardened';
      const input = mutateCase(run.contract, origin.input, draws);
      const { options } = origin;
      const { what, isAccepted } = await pair.compare(input, { profile, options });
      if (isAccepted) accepted += 1;
      if (what === undefined) continue;
      const count = (counts.get(what) ?? 0) + 1;
      counts.set(what, count);
      if (count > run.kept) continue;
      const least = await minimise(origin.input, input, async (smaller) => {
        return (await pair.compare(smaller, { profile, options })).what === what;
      });
      found.push({ what, profile, origin: origin.id, input: least });
    }
  } finally {
    await pair.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { cases: run.cases, accepted, counts, found };
}

/** An origin that is long takes long to judge, and shows little that a short one does not. */
function drawOrigin<T extends { readonly input: CaseInput }>(inputs: readonly T[], draws: SeededDraws): T | undefined {
  const origin = inputs[draws.below(inputs.length)];
  const isLong = origin?.input instanceof Uint8Array && origin.input.length > LONG;
  return isLong && draws.below(50) > 0 ? drawOrigin(inputs, draws) : origin;
}

const LONG = 16 * 1024;

/** Writes an input as a file or folder at a path where nothing is. */
export function writeCaseInput(input: CaseInput, path: string): void {
  if (input instanceof Uint8Array) {
    writeFileSync(path, input);
    return;
  }
  mkdirSync(path, { recursive: true });
  for (const [name, entry] of Object.entries(input)) {
    const target = join(path, name);
    mkdirSync(dirname(target), { recursive: true });
    if (entry === null) mkdirSync(target, { recursive: true });
    else if ('link' in entry) symlinkSync(entry.link, target);
    else {
      writeFileSync(target, 'program' in entry ? entry.program : entry);
      chmodSync(target, 'program' in entry ? 0o755 : 0o644);
    }
  }
}

/** The two sessions, and the one place where inputs are put for them. */
class Pair {
  readonly #path: string;
  readonly #contract: string;
  readonly #one: AdapterSession;
  readonly #other: AdapterSession;

  constructor(folder: string, { contract, one, other }: DifferentialRun) {
    this.#path = join(folder, 'input');
    this.#contract = contract;
    this.#one = one(join(folder, 'one'));
    this.#other = other(join(folder, 'other'));
  }

  async compare(
    input: CaseInput,
    told: Pick<Extract<Question, { op: 'validate' }>, 'profile' | 'options'>,
  ): Promise<{ readonly what: string | undefined; readonly isAccepted: boolean }> {
    rmSync(this.#path, { recursive: true, force: true });
    writeCaseInput(input, this.#path);
    const question = { op: 'validate', contract: this.#contract, input: this.#path, ...told } as const;
    const [one, other] = await Promise.all([this.#one.ask(question), this.#other.ask(question)]);
    const isAccepted = one.kind === 'result' && one.result.valid && other.kind === 'result' && other.result.valid;
    const isYaml = this.#contract === 'strict-yaml@1' && input instanceof Uint8Array;
    const yaml = isYaml ? Buffer.from(input).toString('utf8') : undefined;
    // An earlier state that cannot be read is an error of whoever asks, and both say so.
    const isBadQuestion = 'before' in told.options && [one, other].every(isFault);
    return { what: isBadQuestion ? undefined : disagreement(one, other, yaml), isAccepted };
  }

  async close(): Promise<void> {
    await Promise.all([this.#one.close(), this.#other.close()]);
  }
}

function isFault(reply: Reply): boolean {
  return reply.kind === 'failure' && reply.outcome === 'fault';
}

function readInput(stored: StoredVector): CaseInput {
  const { input } = stored.vector;
  if (!isFolderInput(input)) return readFileInput(stored);
  const entries = input.entries.map((entry): readonly [string, FolderEntry] => {
    if (entry.type === 'directory') return [entry.path, null];
    if (entry.type === 'link') return [entry.path, { link: entry.target }];
    const bytes = new Uint8Array(readFileSync(join(stored.folder, entry.content)));
    return [entry.path, entry.executable === true ? { program: bytes } : bytes];
  });
  const folder: RecipeFolder = Object.fromEntries(entries);
  return folder;
}
