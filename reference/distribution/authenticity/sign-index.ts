import { createHash, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { ProcessOwner } from '../../archive/process-owner.ts';
import { publishFile } from '../../archive/publish.ts';
import { type PublishSystem, realSystem } from '../../archive/publish-system.ts';
import { toCanonicalJson } from '../../document/canonical-digest.ts';
import { catalogue, type RuleId } from '../../generated/catalogue.ts';
import { renderEnvelope, type SignedBytes, signBytes } from '../../integrity/dsse.ts';
import { inWriteLane } from '../../process/write-lane.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { Finding } from '../../report/finding.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { validateDistribution } from '../gate/validate.ts';
import { LANE } from '../produce/produce-distribution.ts';
import { readWhole } from '../resolve/find-index.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import { readSignature } from './read-signature.ts';
import type { SeenIndex } from './resolve-trusting.ts';
import { readSignableIndex, type SignableIndex } from './signable-index.ts';
import { PAYLOAD_TYPE, SIGNATURE_PATH } from './signed-index-file.ts';

/** How an index is signed. Randomness and time come in here, from the edge. */
export interface SigningRequest {
  readonly root: string;
  /** Keys of ed25519. */
  readonly privateKeys: readonly KeyObject[];
  /** The first moment at which the signature does not hold any more, as `2027-01-01T00:00:00Z`. */
  readonly expires: string;
  readonly now: string;
  /** One more than that of the signature that stands, where absent. */
  readonly version?: number;
  /** 32 hex digits, drawn at random: sets this signer apart from producers and other signers. */
  readonly ticket: string;
  /** Milliseconds to wait while somebody else publishes. */
  readonly patience: number;
  readonly surroundings?: { readonly system?: PublishSystem; readonly owner?: ProcessOwner };
}

export type Signing =
  | { readonly outcome: 'refused'; readonly findings: readonly Finding[] }
  | {
      readonly outcome: 'signed';
      readonly signed: SeenIndex;
      readonly expires: string;
      readonly keyids: readonly string[];
    };

/**
 * Signs the index of a repository that holds (contracts/distribution/v1, section 7): each row gets the digest of its
 * checksums first. The index appears ahead of its signature: whoever insists on one refuses the pair in between. Throws
 * ContractsError `usage` for a version that does not rise or an expiry that is over, `busy`, `io` and `source-changed`.
 */
export async function signIndex(request: SigningRequest): Promise<Signing> {
  const { root, ticket, patience, surroundings = {}, expires, now } = request;
  if (expires <= now) throw new ContractsError('usage', `what expires at ${expires} is not signed`);
  return inWriteLane({ folder: join(root, LANE), ticket, patience, ...surroundings }, async () => {
    const findings = await brokenRules(root);
    if (findings.length > 0) return { outcome: 'refused', findings };
    const collector = new FindingCollector(HARDENED);
    const index = await readSignableIndex(folderReader(root), now, collector);
    if (index === undefined) return { outcome: 'refused', findings: collector.findings() };
    return publish(request, index, await nextVersion(request));
  });
}

async function publish(request: SigningRequest, index: SignableIndex, version: number): Promise<Signing> {
  const { root, expires, privateKeys, surroundings: { system = realSystem } = {} } = request;
  const { name, contractVersion, paths, bytes } = index;
  const [canonical = ''] = paths;
  const payload = Buffer.from(
    toCanonicalJson({
      schema_version: 'distribution-signed-index-v1',
      name,
      contract_version: contractVersion,
      version,
      expires,
      index: { path: canonical, size: bytes.length, sha256: digestOf(bytes) },
    }),
  );
  const signed = signBytes({ payloadType: PAYLOAD_TYPE, payload, signatures: [] }, privateKeys);
  const reader = folderReader(root);
  for (const path of paths) {
    const standing = await readWhole(reader, path, bytes.length);
    if (typeof standing === 'string' || !bytes.equals(standing)) await write(join(root, path), bytes, system);
  }
  return writeSignature(root, signed, { version, expires }, system);
}

/** Writes an envelope, and says what it holds. */
export async function writeSignature(
  root: string,
  signed: SignedBytes,
  { version, expires }: { readonly version: number; readonly expires: string },
  system: PublishSystem,
): Promise<Signing> {
  await write(join(root, SIGNATURE_PATH), Buffer.from(renderEnvelope(signed)), system);
  const keyids = signed.signatures.map(({ keyid }) => keyid);
  return { outcome: 'signed', signed: { version, sha256: digestOf(signed.payload) }, expires, keyids };
}

/**
 * What a repository is not signed with: it is judged as a whole, every artifact included. Which legacy paths there are at
 * a moment is left to whoever produces; those that there are get what is signed, and do not stand in its way.
 */
export async function brokenRules(root: string): Promise<readonly Finding[]> {
  const repository = { kind: 'folder', name: root, path: root } as const;
  const selection = { ...HARDENED, without: new Set<RuleId>(['distribution/alias-stale-row']) };
  const { findings } = await validateDistribution(repository, { selection, observe: false });
  return findings.filter(({ rule }) => catalogue[rule].level === 'MUST');
}

async function nextVersion({ root, version }: SigningRequest): Promise<number> {
  const before = await readSignature(folderReader(root));
  if (before === 'absent') return version ?? 1;
  if (before === 'unreadable' && version === undefined) {
    throw new ContractsError('usage', `${SIGNATURE_PATH} cannot be read: say which version this is`);
  }
  const highest = before === 'unreadable' ? 0 : before.value.version;
  if (version !== undefined && version <= highest) {
    throw new ContractsError('usage', `version ${highest} of the index is signed, and versions only rise`);
  }
  return version ?? highest + 1;
}

async function write(target: string, bytes: Uint8Array, system: PublishSystem): Promise<void> {
  await publishFile({ target, write: (take) => take(bytes), verify: () => true, system });
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
