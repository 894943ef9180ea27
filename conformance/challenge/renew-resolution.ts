import { SIGNATURE_FILE } from '../recipes/distribution/signed-index-draft.ts';
import type { StoredVector } from '../suite/read-vectors.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import type { ResolveVector } from '../suite/vector.ts';
import { renewFolder, type Substitution } from './renew-package.ts';
import type { FreshEntry } from './renewal.ts';

/** A resolution that is asked for in other words, of a folder with other words in it; nothing where that cannot be. */
export type RenewResolution = (
  stored: StoredVector<ResolveVector>,
  draws: SeededDraws,
) => ResolutionRenewal | undefined;

export interface ResolutionRenewal {
  readonly input: readonly FreshEntry[];
  readonly told: Pick<ResolveVector, 'identity' | 'options' | 'expect'>;
}

// What is told stands beside the files as if it were one: a digest in it follows as well.
const TOLD = 'told\0';

/** Renews by a substitution that leaves lengths as they are; digests follow. The moment stays. */
export function renewResolution(toSubstitution: (draws: SeededDraws) => Substitution): RenewResolution {
  return (stored, draws) => {
    const { input: before, identity, options, expect } = stored.vector;
    // What is signed cannot be varied by whoever has no key.
    if (before.entries.some(({ path }) => path === SIGNATURE_FILE)) return undefined;
    const beside = new Map([[TOLD, Buffer.from(JSON.stringify({ identity, options, expect }))]]);
    const { input, files } = renewFolder(stored, before, toSubstitution(draws), beside);
    return { input, told: JSON.parse(Buffer.from(files.get(TOLD)?.after ?? []).toString('utf8')) };
  };
}
