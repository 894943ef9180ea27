import { join } from 'node:path';
import { type GoldenCase, readGoldenCases } from '../../../scripts/golden/golden-case.ts';
import { readVectors, type StoredVector } from '../../suite/read-vectors.ts';
import type { SourceEdit } from '../bundle-reference.ts';
import type { MutantResult } from '../mutant.ts';
import type { DrivenReference } from './driven-reference.ts';
import { loadBundle } from './load-bundle.ts';

/** A mutant that is an edit of the reference's source. */
export interface EditedMutant {
  readonly id: string;
  readonly edit?: SourceEdit;
  readonly contracts: readonly string[];
  /** Whether producers are at fault: goldens are made again first. */
  readonly isProducer: boolean;
  /** Of a producer that lacks a rule: only vectors that cite it can tell. */
  readonly citing?: string;
  /** What killed it last: the likeliest to tell, and asked first. */
  readonly hint?: string;
}

interface Trial {
  readonly name: string;
  readonly run: (driven: DrivenReference) => Promise<string>;
}

/** Prepares the judging of edits: vectors and goldens are read once. */
export function createJudge(root: string): (mutant: EditedMutant) => Promise<MutantResult> {
  const vectors = readVectors(join(root, 'conformance/vectors'));
  // That of our own executable depends on the build.
  const goldens = readGoldenCases(join(root, 'golden')).filter(({ options }) => options.ownExecutable !== true);
  return async (mutant) => {
    let driven: DrivenReference;
    try {
      driven = await loadBundle({ root, ...(mutant.edit !== undefined && { edit: mutant.edit }) });
    } catch (error) {
      return { id: mutant.id, status: 'broken', problem: firstLine(error) };
    }
    return tryAll(mutant, toTrials(mutant, vectors, goldens), driven);
  };
}

async function tryAll({ id }: EditedMutant, trials: readonly Trial[], driven: DrivenReference): Promise<MutantResult> {
  const crashes: string[] = [];
  for (const { name, run } of trials) {
    try {
      const outcome = await run(driven);
      if (outcome !== 'pass' && outcome !== 'crash') return { id, status: 'killed', by: `${name} ${outcome}` };
    } catch (error) {
      crashes.push(`${name} ${firstLine(error)}`);
    }
  }
  if (crashes[0] !== undefined) return { id, status: 'broken', problem: `${crashes.length} crashes: ${crashes[0]}` };
  return { id, status: trials.length === 0 ? 'unreached' : 'survived' };
}

/** Vectors of other kinds are large or slow, and are asked only where they are about the mutant. */
const VERDICTS: ReadonlySet<string> = new Set(['accept', 'reject']);

function toTrials(
  { contracts, isProducer, citing, hint }: EditedMutant,
  vectors: readonly StoredVector[],
  goldens: readonly GoldenCase[],
): readonly Trial[] {
  // In the order in which the mutant names them: those of the contract that it is about tell soonest.
  const isOf = (contract: string, near: string): boolean => contract.replace(/@.*$/, '') === near;
  const ofVectors = contracts
    .flatMap((near) => vectors.filter(({ vector }) => isOf(vector.contract, near)))
    .filter(({ vector: { kind, cites } }) => (citing === undefined ? VERDICTS.has(kind) : cites.includes(citing)))
    .map((stored) => ({
      name: `${stored.vector.id}@${stored.vector.rev}`,
      run: (driven: DrivenReference) => driven.outcomeOf(stored),
    }));
  const ofGoldens = contracts
    .flatMap((near) => goldens.filter(({ contract }) => isOf(contract, near)))
    .map((golden) => ({ name: golden.id, run: (driven: DrivenReference) => driven.goldenOutcome(golden) }));
  const whole = isProducer ? [...ofGoldens, ...ofVectors] : [...ofVectors, ...ofGoldens];
  const all = citing === undefined ? whole : ofVectors;
  const [likely = ''] = (hint ?? '').split(' ');
  return [...all.filter(({ name }) => name === likely), ...all.filter(({ name }) => name !== likely)];
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
