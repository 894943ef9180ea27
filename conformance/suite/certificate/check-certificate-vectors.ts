import { compareCodePoints } from '../../recipes/code-point-order.ts';
import type { VectorIndex } from '../report/check-completeness.ts';
import { belongsToTarget } from '../report/vector-index.ts';
import type { Certificate } from './check-certificate.ts';
import { Refusal } from './refusal.ts';

/**
 * Holds the rows of a certificate against the vectors at hand: one row for every vector of each target, published or minted,
 * and none more. Where nothing here can mint those of its challenge, their number is all that is compared. Throws a
 * Refusal `vectors`.
 */
export function checkCertificateVectors({ predicate }: Certificate, index: VectorIndex): void {
  const { suite, targets, challenge } = predicate;
  if (suite.vectorsDigest !== index.vectorsDigest)
    throw new Refusal('vectors', 'it is about other vectors than those here');
  const known = [...index.vectors, ...(index.minted ?? [])];
  const unknown = challenge === undefined || index.minted !== undefined ? 0 : challenge.vectors;
  let more = 0;
  for (const target of targets) {
    const expected = known
      .filter((vector) => belongsToTarget(vector, target))
      .map(({ id, rev }) => `${id}@${rev} pass`)
      .sort(compareCodePoints);
    const rows = new Set(target.rows);
    const missing = expected.filter((row) => !rows.delete(row));
    if (missing.length > 0) {
      throw new Refusal('vectors', `${missing.length} vectors of ${target.contract} ${target.profile} have no row`);
    }
    more += rows.size;
  }
  if (more !== unknown) {
    throw new Refusal('vectors', `${more} rows are of no vector at hand, and the challenge minted ${unknown}`);
  }
}
