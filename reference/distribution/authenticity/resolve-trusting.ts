import { createHash } from 'node:crypto';
import type { DistributionTrust } from '../../generated/types/distribution-trust.ts';
import { signersOf } from '../../integrity/dsse.ts';
import { runChecks } from '../../report/check.ts';
import { NOTHING } from '../documents/distribution-model.ts';
import { readDocument } from '../documents/read-document.ts';
import { partRules } from '../documents/rules/part-rules.ts';
import { readWhole } from '../resolve/find-index.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import type { Resolution, ResolveRequest } from '../resolve/resolution.ts';
import { type IndexInspection, resolveArtifact } from '../resolve/resolve.ts';
import { judgeSignedIndex } from './judge-signed-index.ts';
import { parseEnvelope } from './read-signature.ts';
import { MOST_ENVELOPE_BYTES, SIGNATURE_PATH } from './signed-index-file.ts';
import { trustedKeys } from './trusted-keys.ts';

/** The newest signed index that was accepted. */
export type SeenIndex = NonNullable<DistributionTrust['seen']>;

/** What came of a resolution, and what has been seen by it. */
export interface TrustingResolution {
  readonly resolution: Resolution;
  /** What belongs into the trust file; undefined where the artifact was refused. */
  readonly seen: SeenIndex | undefined;
}

/**
 * As `resolveArtifact`, and insists on an index that is signed as the trust file asks (section 7). Nothing is written: who
 * keeps the trust file writes `seen` into it once whatever is done with the artifact has been done.
 */
export async function resolveTrusting(
  reader: RepositoryReader,
  trustFile: { readonly bytes: Uint8Array; readonly member: string },
  request: ResolveRequest,
): Promise<TrustingResolution> {
  let seen: SeenIndex | undefined;
  const inspect: IndexInspection = async (found, contract, collector) => {
    const trust = readDocument('trust', trustFile.bytes, collector, trustFile.member)?.value;
    if (trust === undefined || collector.errorCount > 0) return;
    const bytes = await readWhole(reader, SIGNATURE_PATH, MOST_ENVELOPE_BYTES);
    if (bytes === 'escapes') collector.add('distribution/path-escapes', AT_SIGNATURE);
    if (bytes === 'absent' || bytes === 'unreadable') collector.add('distribution/signature-missing', AT_SIGNATURE);
    if (bytes === 'absent' || collector.errorCount > 0) return;
    // One that is no envelope, or larger than any is, has been signed by nobody.
    const signed = typeof bytes === 'string' ? undefined : parseEnvelope(bytes);
    // Whoever is trusted for another name is not trusted for this one.
    const isNamed = contract === undefined || contract.artifact.name === trust.name;
    const actual = signed === undefined || !isNamed ? 0 : signersOf(signed, trustedKeys(trust)).size;
    if (actual < trust.threshold) {
      collector.add('distribution/signature-untrusted', AT_SIGNATURE, { actual, expected: trust.threshold });
    }
    if (signed === undefined || collector.errorCount > 0) return;
    const { payload } = signed;
    const document = readDocument('signed-index', payload, collector, SIGNATURE_PATH);
    if (document === undefined) return;
    runChecks(partRules, { ...NOTHING, signedIndexes: [document] }, collector);
    if (collector.errorCount > 0) return;
    const sha256 = createHash('sha256').update(payload).digest('hex');
    judgeSignedIndex({ value: document.value, sha256 }, { found, contract, trust, now: request.now }, collector);
    seen = { version: document.value.version, sha256 };
  };
  const resolution = await resolveArtifact(reader, request, inspect);
  return { resolution, seen: resolution.kind === 'resolved' ? seen : undefined };
}

const AT_SIGNATURE = { member: SIGNATURE_PATH };
