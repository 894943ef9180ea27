import { createHash } from 'node:crypto';
import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { SignedIndex } from '../../generated/types/distribution-signed-index.ts';
import type { DistributionTrust } from '../../generated/types/distribution-trust.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { FoundIndex } from '../resolve/find-index.ts';
import { SIGNATURE_PATH } from './signed-index-file.ts';

/** What a signed index is held against. */
export interface SignedIndexContext {
  readonly found: FoundIndex;
  readonly contract: DistributionContract | undefined;
  readonly trust: Pick<DistributionTrust, 'seen'>;
  readonly now: string;
}

const AT = { member: SIGNATURE_PATH };

/** Section 7, behind the signatures: what was signed is the newest of this index, and it still holds. */
export function judgeSignedIndex(
  { value: signed, sha256 }: { readonly value: SignedIndex; readonly sha256: string },
  { found, contract, trust: { seen }, now }: SignedIndexContext,
  collector: FindingCollector,
): void {
  const { version, expires, index } = signed;
  const actual = textOf(signed.name, signed.contract_version, index.path);
  const { name, contractVersion } = namesOf(contract, signed);
  const expected = textOf(name, contractVersion, found.path);
  if (actual !== expected) collector.add('distribution/signed-index-other', AT, { actual, expected });
  if (seen !== undefined && version < seen.version) {
    collector.add('distribution/signed-index-rollback', AT, { actual: version, expected: seen.version });
  }
  if (seen !== undefined && version === seen.version && sha256 !== seen.sha256) {
    collector.add('distribution/signed-index-equivocation', AT, { actual: version });
  }
  // Moments are written in one way, so that their texts have their order. At the expiry itself it is over.
  if (now >= expires) collector.add('distribution/signed-index-expired', AT, { expires });
  const digest = createHash('sha256').update(found.bytes).digest('hex');
  if (found.bytes.length !== index.size || digest !== index.sha256) {
    collector.add('distribution/signed-index-mismatch', { member: found.path });
  }
}

// Without a contract, which no rule but one allows, there is nothing to compare these with.
function namesOf(
  contract: DistributionContract | undefined,
  { name, contract_version }: SignedIndex,
): { readonly name: string; readonly contractVersion: string } {
  if (contract === undefined) return { name, contractVersion: contract_version };
  return { name: contract.artifact.name, contractVersion: contract.contract_version };
}

function textOf(name: string, contractVersion: string, path: string): string {
  return `${path} of ${name} under contract ${contractVersion}`;
}
