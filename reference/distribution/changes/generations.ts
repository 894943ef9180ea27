import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { IndexFacts } from '../documents/distribution-model.ts';
import { compareVersions } from '../documents/versions.ts';

const GENERATIONS = 6;

/** The versions that an index has a row of, the lowest first (section 9). */
export function generationsOf(index: Pick<IndexFacts, 'rows'> | undefined): readonly string[] {
  return [...new Set((index?.rows ?? []).map(({ identity }) => identity.version))].sort(compareVersions);
}

/** How many generations a contract keeps. */
export function keptGenerations({ retention }: DistributionContract): number {
  return Math.max(GENERATIONS, retention?.minimum_generations ?? GENERATIONS);
}
