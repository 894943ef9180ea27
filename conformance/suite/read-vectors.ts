import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vector } from './vector.ts';

/** A vector and the folder in which it stands. */
export interface StoredVector {
  readonly vector: Vector;
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

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
