import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FolderEntry, RecipeFolder } from '../recipes/recipe.ts';
import type { Question } from '../suite/protocol/adapter-session.ts';
import type { StoredVector } from '../suite/read-vectors.ts';
import { isFolderInput, readFileInput } from '../suite/stage-input.ts';
import type { CaseInput } from './mutate-package.ts';

/** What is asked of an input, without the contract and the input's place. */
export type Told =
  | Omit<Question & { readonly op: 'validate' }, 'contract' | 'input'>
  | Omit<Question & { readonly op: 'resolve' }, 'contract' | 'input'>
  | Omit<Question & { readonly op: 'produce' }, 'contract' | 'input' | 'output'>;

/** Whose answers are compared. */
export type Role = 'consumer' | 'resolver' | 'producer';

/** A vector that is accepted, resolved or produced, which is mutated. */
export interface Origin {
  readonly id: string;
  readonly input: CaseInput;
  readonly told: Told;
}

/** The origins of a contract's cases. */
export function originsOf(vectors: readonly StoredVector[], contract: string, role: Role): readonly Origin[] {
  return vectors
    .filter(({ vector }) => vector.contract === contract)
    .flatMap((stored) => {
      const told = toldOf(stored, role);
      return told === undefined ? [] : [{ id: stored.vector.id, input: readInput(stored), told }];
    });
}

function toldOf({ vector }: StoredVector, role: Role): Told | undefined {
  if (role === 'consumer' && vector.kind === 'accept') {
    return { op: 'validate', profile: vector.profile, options: vector.options ?? {} };
  }
  if (role === 'resolver' && vector.kind === 'resolve' && 'resolved' in vector.expect) {
    const { identity, now, options } = vector;
    return { op: 'resolve', identity, now, options };
  }
  if (role === 'producer' && vector.kind === 'golden' && vector.expect.produced) {
    return { op: 'produce', options: vector.options };
  }
  return undefined;
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
