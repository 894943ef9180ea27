import type { StoredVector } from '../suite/read-vectors.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import type { VectorExpectation, VectorFolderEntry, VerdictVector } from '../suite/vector.ts';

/** A fresh input and what is expected of it; nothing where the vector cannot be renewed in this way. */
export type Renew = (stored: StoredVector<VerdictVector>, draws: SeededDraws) => Renewal | undefined;

export interface Renewal {
  /** The bytes of a file, or a folder's entries with theirs. */
  readonly input: Uint8Array | readonly FreshEntry[];
  readonly expect: VectorExpectation;
}

export type FreshEntry =
  | (Omit<Extract<VectorFolderEntry, { type: 'file' }>, 'sha256' | 'content'> & { readonly bytes: Uint8Array })
  | Exclude<VectorFolderEntry, { type: 'file' }>;

/** So many letters from a to z. */
export function drawWord(draws: SeededDraws, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(0x61 + draws.below(26))).join('');
}

/** The text with each letter and digit another one of its kind, but for the first; what else stands in it stays. */
export function drawAlike(draws: SeededDraws, text: string): string {
  return [...text]
    .map((character, index) => {
      if (index > 0 && /[a-z]/u.test(character)) return drawWord(draws, 1);
      if (index > 0 && /[A-Z]/u.test(character)) return drawWord(draws, 1).toUpperCase();
      // Vectors about versions and numbers that differ have low digits in the other one.
      return /[0-9]/u.test(character) ? String(3 + draws.below(7)) : character;
    })
    .join('');
}
