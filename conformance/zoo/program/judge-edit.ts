import { join } from 'node:path';
import { type GoldenCase, readGoldenCases } from '../../../scripts/golden/golden-case.ts';
import { isVerdictVector, readVectors, type StoredVector } from '../../suite/read-vectors.ts';
import type { SourceEdit } from '../bundle-reference.ts';
import type { MutantResult } from '../mutant.ts';
import type { DrivenReference } from './driven-reference.ts';
import { loadBundle } from './load-bundle.ts';

/** A mutant that is an edit of the reference's source. */
export interface EditedMutant {
  readonly id: string;
  readonly edit?: SourceEdit;
  readonly contracts: readonly string[];
  /** Of a faulty producer: the rules that it breaks. Goldens tell, and the vectors that cite one of the rules. */
  readonly breaks?: readonly string[];
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

/** What an answer that never came is called; it tells of nothing. */
const NO_VERDICT: ReadonlySet<string> = new Set([
  'crash',
  'timeout',
  'resource',
  'protocol',
  'fault',
  'unsupported',
  'not-run',
]);

async function tryAll({ id }: EditedMutant, trials: readonly Trial[], driven: DrivenReference): Promise<MutantResult> {
  const crashes: string[] = [];
  for (const { name, run } of trials) {
    try {
      const outcome = await run(driven);
      if (NO_VERDICT.has(outcome)) crashes.push(`${name} ${outcome}`);
      else if (outcome !== 'pass') return { id, status: 'killed', by: `${name} ${outcome}` };
    } catch (error) {
      crashes.push(`${name} ${firstLine(error)}`);
    }
  }
  if (crashes[0] !== undefined) return { id, status: 'broken', problem: `${crashes.length} crashes: ${crashes[0]}` };
  return { id, status: trials.length === 0 ? 'unreached' : 'survived' };
}

function toTrials(
  { contracts, breaks, hint }: EditedMutant,
  vectors: readonly StoredVector[],
  goldens: readonly GoldenCase[],
): readonly Trial[] {
  // In the order in which the mutant names them: those of the contract that it is about tell soonest.
  const isOf = (contract: string, near: string): boolean => contract.replace(/@.*$/, '') === near;
  const ofVectors = contracts
    .flatMap((near) => vectors.filter(({ vector }) => isOf(vector.contract, near)))
    .filter((stored) => (breaks === undefined ? isVerdictVector(stored) : isGoldenOf(stored, breaks)))
    .map((stored) => ({
      name: `${stored.vector.id}@${stored.vector.rev}`,
      run: (driven: DrivenReference) => driven.outcomeOf(stored),
    }));
  const ofGoldens = contracts
    .flatMap((near) => goldens.filter(({ contract }) => isOf(contract, near)))
    .map((golden) => ({ name: golden.id, run: (driven: DrivenReference) => driven.goldenOutcome(golden) }));
  const all = [...ofVectors, ...ofGoldens];
  const [likely = ''] = (hint ?? '').split(' ');
  return [...all.filter(({ name }) => name === likely), ...all.filter(({ name }) => name !== likely)];
}

function isGoldenOf({ vector: { kind, cites } }: StoredVector, rules: readonly string[]): boolean {
  return kind === 'golden' && rules.some((rule) => cites.includes(rule));
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
