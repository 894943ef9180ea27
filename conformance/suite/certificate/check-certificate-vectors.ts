import { compareCodePoints } from '../../recipes/code-point-order.ts';
import type { VectorIndex } from '../report/check-completeness.ts';
import { belongsToTarget } from '../report/vector-index.ts';
import type { Certificate } from './check-certificate.ts';
import { Refusal } from './refusal.ts';

/**
 * Holds the rows of a certificate against the vectors at hand: one row for every vector of each target, and none more but
 * those that the challenge minted. Throws a Refusal `vectors`.
 */
export function checkCertificateVectors({ predicate }: Certificate, index: VectorIndex): void {
  const { suite, targets, challenge } = predicate;
  if (suite.vectorsDigest !== index.vectorsDigest)
    throw new Refusal('vectors', 'it is about other vectors than those here');
  let minted = 0;
  for (const target of targets) {
    const expected = index.vectors
      .filter((vector) => belongsToTarget(vector, target))
      .map(({ id, rev }) => `${id}@${rev} pass`)
      .sort(compareCodePoints);
    const rows = new Set(target.rows);
    const missing = expected.filter((row) => !rows.delete(row));
    if (missing.length > 0) {
      throw new Refusal('vectors', `${missing.length} vectors of ${target.contract} ${target.profile} have no row`);
    }
    minted += rows.size;
  }
  if (minted !== (challenge?.vectors ?? 0)) {
    throw new Refusal(
      'vectors',
      `${minted} rows are of no vector, and the challenge minted ${challenge?.vectors ?? 0}`,
    );
  }
}
