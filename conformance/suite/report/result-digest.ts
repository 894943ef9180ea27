import { createHash } from 'node:crypto';
import { compareCodePoints } from '../../recipes/code-point-order.ts';
import type { CertificationRow } from './certification-report.ts';

/**
 * SHA-256, in hexadecimal, of the sorted lines `id@rev outcome` with a line feed each. The same outcomes give the same
 * digest on any machine, in any order and in any number of shards; jq, sort and sha256sum give it too:
 * `jq -r '.rows[] | "\(.vector)@\(.rev) \(.outcome)"' report.json | LC_ALL=C sort | sha256sum`.
 */
export function resultDigest(rows: readonly Pick<CertificationRow, 'vector' | 'rev' | 'outcome'>[]): string {
  const lines = rows.map(({ vector, rev, outcome }) => `${vector}@${rev} ${outcome}\n`);
  return createHash('sha256').update(lines.sort(compareCodePoints).join('')).digest('hex');
}
