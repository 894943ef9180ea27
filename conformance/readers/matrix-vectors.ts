import { compareCodePoints } from '../recipes/code-point-order.ts';
import type { StoredVector } from '../suite/read-vectors.ts';
import { isGeneratedInput } from '../suite/stage-input.ts';
import type { LimitVector, ResolveVector, VerdictVector } from '../suite/vector.ts';
import type { MatrixTable } from './matrix-tables.ts';

/** A vector that states a verdict on one file, or the artifact that is meant in a folder. */
export type MatrixVector = StoredVector<VerdictVector | LimitVector | ResolveVector>;

// Larger inputs are left out: what a program does with them tells more of the machine than of the program.
const LARGEST_INPUT = 32 * 1024 * 1024;

/** The vectors of a table, which readers are asked about, by id. */
export function matrixVectors(vectors: readonly StoredVector[], table: MatrixTable): readonly MatrixVector[] {
  return vectors
    .filter(isMatrixVector)
    .filter((stored) => stored.vector.contract === table.contract && table.includes(stored))
    .sort((a, b) => compareCodePoints(a.vector.id, b.vector.id));
}

export function vectorKey({ vector }: StoredVector): string {
  return `${vector.id}@${vector.rev}`;
}

/** The rule for which a vector is to be refused; nothing where it is to be accepted. */
export function refusalOf({ vector }: MatrixVector): string | undefined {
  if (vector.kind === 'resolve') return 'refused' in vector.expect ? vector.expect.refused : undefined;
  return vector.expect.valid ? undefined : vector.expect.primary;
}

function isMatrixVector(stored: StoredVector): stored is MatrixVector {
  const { kind, input } = stored.vector;
  if (isGeneratedInput(input)) return kind === 'limit' && input.size <= LARGEST_INPUT;
  return kind === 'accept' || kind === 'reject' || kind === 'resolve';
}
