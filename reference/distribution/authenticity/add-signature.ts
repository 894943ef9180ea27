import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { realSystem } from '../../archive/publish-system.ts';
import { keyIdOf, signBytes } from '../../integrity/dsse.ts';
import { inWriteLane } from '../../process/write-lane.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { LANE } from '../produce/produce-distribution.ts';
import { findIndex, readContract } from '../resolve/find-index.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import { judgeSignedIndex } from './judge-signed-index.ts';
import { readSignature, type StandingSignature } from './read-signature.ts';
import { brokenRules, type Signing, type SigningRequest, writeSignature } from './sign-index.ts';
import { SIGNATURE_PATH } from './signed-index-file.ts';

/**
 * Signs what others have signed: the same payload, with more keys, so that a threshold is reached by people who each keep
 * a key of their own. It is refused where the payload is not about the index that stands there, or is over. Signatures of
 * the same keys are made anew. Throws ContractsError `usage` where nothing is signed, `busy`, `io` and `source-changed`.
 */
export async function addSignature(request: Omit<SigningRequest, 'expires' | 'version'>): Promise<Signing> {
  const { root, ticket, patience, privateKeys, surroundings = {} } = request;
  return inWriteLane({ folder: join(root, LANE), ticket, patience, ...surroundings }, async () => {
    const standing = await readSignature(folderReader(root));
    if (typeof standing === 'string') throw new ContractsError('usage', `${SIGNATURE_PATH} is no signature to add to`);
    const broken = await brokenRules(root);
    if (broken.length > 0) return { outcome: 'refused', findings: broken };
    const collector = new FindingCollector(HARDENED);
    await judgeStanding(standing, request, collector);
    if (collector.errorCount > 0) return { outcome: 'refused', findings: collector.findings() };
    const own = new Set(privateKeys.map((key) => keyIdOf(createPublicKey(key))));
    const signatures = standing.signed.signatures.filter(({ keyid }) => !own.has(keyid));
    const signed = signBytes({ ...standing.signed, signatures }, privateKeys);
    return writeSignature(root, signed, standing.value, surroundings.system ?? realSystem);
  });
}

async function judgeStanding(
  { value }: StandingSignature,
  { root, now }: Pick<SigningRequest, 'root' | 'now'>,
  collector: FindingCollector,
): Promise<void> {
  const reader = folderReader(root);
  const contract = await readContract(reader, collector);
  const found = await findIndex(reader, contract, { identity: {}, now, options: {} }, collector);
  if (found === undefined || collector.errorCount > 0) return;
  // The digest says what others have seen, and nobody has been asked.
  judgeSignedIndex({ value, sha256: '' }, { found, contract: contract?.value, trust: {}, now }, collector);
}
