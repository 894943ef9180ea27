import { compareCodePoints } from '../../recipes/code-point-order.ts';
import type { CertificationRow, CertificationShard, CertificationTarget } from './certification-report.ts';

/** What a report repeats of a vector, and the role by which it belongs to a profile. */
export type IndexedVector = Pick<CertificationRow, 'rev' | 'contract' | 'role' | 'profile' | 'kind'> & {
  readonly id: string;
  readonly cites: readonly string[];
};

/** What the row of a vector begins with. */
export function toRowHead({
  id,
  rev,
  contract,
  role,
  profile,
  kind,
  cites,
}: IndexedVector): Omit<CertificationRow, 'outcome'> {
  return { vector: id, rev, contract, role, profile, kind, cites: [...cites] };
}

/** Whether a certification for the target has to run the vector. */
export function belongsToTarget(
  vector: Pick<IndexedVector, 'contract' | 'role' | 'profile'>,
  { contract, profile }: Pick<CertificationTarget, 'contract' | 'profile'>,
): boolean {
  if (vector.contract !== contract) return false;
  if (profile === 'consumer-core') return vector.role === 'consumer' && vector.profile === 'core';
  return vector.role === profile;
}

/**
 * The vectors that a run for these targets has to have a row for, by the code points of their ids. Part `index` of
 * `count` has each `count`-th one, from the `index`-th on, so that costly neighbours are spread over the parts.
 */
export function selectVectors<V extends IndexedVector>(
  vectors: readonly V[],
  targets: readonly Pick<CertificationTarget, 'contract' | 'profile'>[],
  { index, count }: CertificationShard,
): readonly V[] {
  return vectors
    .filter((vector) => targets.some((target) => belongsToTarget(vector, target)))
    .sort((a, b) => compareCodePoints(a.id, b.id))
    .filter((_, position) => position % count === index - 1);
}
