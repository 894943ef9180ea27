import { createHash } from 'node:crypto';
import { compareCodePoints } from '../../recipes/code-point-order.ts';
import { toCanonicalBytes } from '../certificate/canonical-json.ts';
import type { MintedVectors } from '../certify.ts';
import { isGeneratedInput } from '../stage-input.ts';
import type { Vector } from '../vector.ts';
import type { CertificationChallenge, CertificationTarget } from './certification-report.ts';
import { belongsToTarget } from './vector-index.ts';

/** What a report states of the vectors that were made for its targets. */
export function toChallenge(
  { nonce, vectors }: MintedVectors,
  targets: readonly Pick<CertificationTarget, 'contract' | 'profile'>[],
): CertificationChallenge {
  const own = vectors.filter(({ vector }) => targets.some((target) => belongsToTarget(vector, target)));
  const lines = own.map(({ vector: { id, rev, input } }) => `${id}@${rev} ${digestOf(input)}\n`);
  const vectorsDigest = sha256(lines.sort(compareCodePoints).join(''));
  return { nonce, vectors: own.length, vectorsDigest };
}

// An input that is too large to be digested follows from its segments.
function digestOf(input: Vector['input']): string {
  if (isGeneratedInput(input) && input.sha256 === undefined) return sha256(toCanonicalBytes(input.segments));
  return input.sha256 ?? '';
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
