import { compareCodePoints } from '../recipes/code-point-order.ts';
import type { StoredVector } from '../suite/read-vectors.ts';
import { isGeneratedInput } from '../suite/stage-input.ts';
import type { LimitVector, VerdictVector } from '../suite/vector.ts';

/** A vector that states a verdict on one file. */
export type MatrixVector = StoredVector<VerdictVector | LimitVector>;

/** The contracts for whose artifacts there are readers in use. */
export const MATRIX_CONTRACTS: readonly string[] = ['strict-zip@1', 'strict-json@1', 'strict-yaml@1'];

// Larger inputs are left out: what a program does with them tells more of the machine than of the program.
const LARGEST_INPUT = 32 * 1024 * 1024;

/** The vectors of a contract that readers are asked about, by id. */
export function matrixVectors(vectors: readonly StoredVector[], contract: string): readonly MatrixVector[] {
  return vectors
    .filter(isMatrixVector)
    .filter(({ vector }) => vector.contract === contract)
    .sort((a, b) => compareCodePoints(a.vector.id, b.vector.id));
}

export function vectorKey({ vector }: StoredVector): string {
  return `${vector.id}@${vector.rev}`;
}

function isMatrixVector(stored: StoredVector): stored is MatrixVector {
  const { kind, input } = stored.vector;
  if (isGeneratedInput(input)) return kind === 'limit' && input.size <= LARGEST_INPUT;
  return kind === 'accept' || kind === 'reject';
}
