import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResolveVector, Vector, VerdictVector } from './vector.ts';

/** A vector and the folder in which it stands. */
export interface StoredVector<V extends Vector = Vector> {
  readonly vector: V;
  readonly folder: string;
}

/** All vectors below the folder, by contract and id. */
export function readVectors(folder: string): readonly StoredVector[] {
  return foldersIn(folder).flatMap((contract) =>
    foldersIn(join(folder, contract)).map((id) => {
      const own = join(folder, contract, id);
      const vector: Vector = JSON.parse(readFileSync(join(own, 'vector.json'), 'utf8'));
      return { vector, folder: own };
    }),
  );
}

/** Those that state the verdict on an input that is stored with them. */
export function readVerdictVectors(folder: string): readonly StoredVector<VerdictVector>[] {
  return readVectors(folder).filter(isVerdictVector);
}

export function isVerdictVector(stored: StoredVector): stored is StoredVector<VerdictVector> {
  return stored.vector.kind === 'accept' || stored.vector.kind === 'reject';
}

export function isResolveVector(stored: StoredVector): stored is StoredVector<ResolveVector> {
  return stored.vector.kind === 'resolve';
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
