import { join } from 'node:path';
import { type GoldenCase, readGoldenCases } from '../../../scripts/golden/golden-case.ts';
import { isResolveVector, isVerdictVector, readVectors, type StoredVector } from '../../suite/read-vectors.ts';
import { isFolderInput } from '../../suite/stage-input.ts';
import type { SourceEdit } from '../bundle-reference.ts';
import type { MutantResult } from '../mutant.ts';
import type { DrivenReference } from './driven-reference.ts';
import { loadBundle } from './load-bundle.ts';
import { firstLine, type Trial, tryTrials } from './try-trials.ts';

/** A mutant that is an edit of the reference's source. */
export interface EditedMutant {
  readonly id: string;
  readonly edit?: SourceEdit;
  readonly contracts: readonly string[];
  /** Of a faulty producer: the rules that it breaks. Goldens tell, and the vectors that cite one of the rules. */
  readonly breaks?: readonly string[];
  /** Judged by accepted archives whose members change between two readings, and by nothing else. */
  readonly isRace?: true;
  /** What killed it last: the likeliest to tell, and asked first. */
  readonly hint?: string;
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
    return tryTrials(mutant.id, toTrials(mutant, { vectors, goldens, driven }));
  };
}

interface Material {
  readonly vectors: readonly StoredVector[];
  readonly goldens: readonly GoldenCase[];
  readonly driven: DrivenReference;
}

function toTrials(mutant: EditedMutant, material: Material): readonly Trial[] {
  const all = mutant.isRace === true ? toRaces(mutant, material) : toUsualTrials(mutant, material);
  const [likely = ''] = (mutant.hint ?? '').split(' ');
  return [...all.filter(({ name }) => name === likely), ...all.filter(({ name }) => name !== likely)];
}

const ARCHIVES: ReadonlySet<string> = new Set(['strict-zip@1', 'anpkg@1']);

function toRaces({ contracts }: EditedMutant, { vectors, driven }: Material): readonly Trial[] {
  return vectors
    .filter(isVerdictVector)
    .filter(({ vector: { kind, input } }) => kind === 'accept' && !isFolderInput(input))
    .filter(({ vector: { contract } }) => ARCHIVES.has(contract) && contracts.includes(contract.replace(/@.*$/, '')))
    .map((stored) => ({
      name: `${stored.vector.id}@${stored.vector.rev}`,
      run: () => driven.changingOutcome(stored),
    }));
}

function toUsualTrials({ contracts, breaks }: EditedMutant, { vectors, goldens, driven }: Material): readonly Trial[] {
  // In the order in which the mutant names them: those of the contract that it is about tell soonest.
  const isOf = (contract: string, near: string): boolean => contract.replace(/@.*$/, '') === near;
  const ofVectors = contracts
    .flatMap((near) => vectors.filter(({ vector }) => isOf(vector.contract, near)))
    .filter((stored) => (breaks === undefined ? isAnswered(stored) : isGoldenOf(stored, breaks)))
    .map((stored) => ({
      name: `${stored.vector.id}@${stored.vector.rev}`,
      run: () => driven.outcomeOf(stored),
    }));
  const ofGoldens = contracts
    .flatMap((near) => goldens.filter(({ contract }) => isOf(contract, near)))
    .map((golden) => ({ name: golden.id, run: () => driven.goldenOutcome(golden) }));
  return [...ofVectors, ...ofGoldens];
}

function isAnswered(stored: StoredVector): boolean {
  return isVerdictVector(stored) || isResolveVector(stored);
}

function isGoldenOf({ vector: { kind, cites } }: StoredVector, rules: readonly string[]): boolean {
  return kind === 'golden' && rules.some((rule) => cites.includes(rule));
}
