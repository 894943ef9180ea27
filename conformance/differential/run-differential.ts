import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenSession } from '../suite/protocol/adapter-session.ts';
import type { StoredVector } from '../suite/read-vectors.ts';
import { SeededDraws } from '../suite/seeded-draws.ts';
import { AdapterPair } from './adapter-pair.ts';
import { type Origin, originsOf, type Role, type Told } from './case-origin.ts';
import { minimise } from './minimise.ts';
import { mutateCase } from './mutate-case.ts';
import type { CaseInput } from './mutate-package.ts';

/** Two implementations, side by side over mutated vectors of one contract. */
export interface DifferentialRun {
  readonly contract: string;
  readonly role: Role;
  /** Vectors of the contract; those that are accepted or resolved are mutated. */
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
  /** What was asked of the input. */
  readonly told: Told;
  /** The vector that was mutated. */
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
  /** The rules that the first implementation named in some case. */
  readonly reached: ReadonlySet<string>;
}

/** Mutates and compares. The same seed, vectors and implementations give the same result. */
export async function runDifferential(run: DifferentialRun): Promise<DifferentialResult> {
  const folder = mkdtempSync(join(tmpdir(), 'differential-'));
  const pair = new AdapterPair(folder, run);
  const origins = originsOf(run.vectors, run.contract, run.role);
  const draws = new SeededDraws(`${run.seed} ${run.contract}`);
  const counts = new Map<string, number>();
  const found: Disagreement[] = [];
  const reached = new Set<string>();
  let accepted = 0;
  try {
    for (let number = 0; number < run.cases; number += 1) {
      const origin = drawOrigin(origins, draws);
      if (origin === undefined) throw new RangeError(`${run.contract} has no vector for a ${run.role} to be mutated`);
      const { input, told } = mutateCase(run.contract, origin, draws);
      const { what, isAccepted, rules } = await pair.compare(input, told);
      if (isAccepted) accepted += 1;
      for (const rule of rules) reached.add(rule);
      if (what === undefined) continue;
      const count = (counts.get(what) ?? 0) + 1;
      counts.set(what, count);
      if (count > run.kept) continue;
      const least = await minimise(origin.input, input, async (smaller) => {
        return (await pair.compare(smaller, told)).what === what;
      });
      found.push({ what, told, origin: origin.id, input: least });
    }
  } finally {
    await pair.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { cases: run.cases, accepted, counts, found, reached };
}

/** An origin that is long takes long to judge, and shows little that a short one does not. */
function drawOrigin(origins: readonly Origin[], draws: SeededDraws): Origin | undefined {
  const origin = origins[draws.below(origins.length)];
  const isLong = origin?.input instanceof Uint8Array && origin.input.length > LONG;
  return isLong && draws.below(50) > 0 ? drawOrigin(origins, draws) : origin;
}

const LONG = 16 * 1024;
