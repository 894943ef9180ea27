import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RecipeFolder } from '../recipe.ts';
import { CONTRACT_VERSION, type Members, NAME, sha256, toDocument } from './artifact-draft.ts';
import { INDEX_FILE } from './repository-draft.ts';

/** Where the signature of the index stands. */
export const SIGNATURE_FILE = 'dist/index.signature.json';
export const TRUST_FILE = 'trust.json';
export const EXPIRES = '2027-01-01T00:00:00Z';

const PAYLOAD_TYPE = 'application/vnd.package-contracts.distribution-index+json';

/** A key of which everybody knows the private half: 32 times the same byte. */
export interface SignerDraft {
  readonly key: KeyObject;
  readonly keyid: string;
  readonly public_key: string;
}

export function draftSigner(byte: string): SignerDraft {
  const der = Buffer.from(`302e020100300506032b657004220420${byte.repeat(32)}`, 'hex');
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { key, keyid: sha256(spki), public_key: spki.toString('base64') };
}

/** The payload about an index, in the form in which it is signed. */
export function draftPayload(index: Uint8Array, changes: Members = {}): Uint8Array {
  const payload = {
    schema_version: 'distribution-signed-index-v1',
    name: NAME,
    contract_version: CONTRACT_VERSION,
    version: 2,
    expires: EXPIRES,
    index: { path: INDEX_FILE, size: index.length, sha256: sha256(index) },
    ...changes,
  };
  return Buffer.from(canonicalize(payload) ?? '');
}

/** The envelope that the signers sign; `damage` may change a signature. */
export function draftEnvelope(
  payload: Uint8Array,
  signers: readonly SignerDraft[],
  damage: (signature: Buffer) => Buffer = (signature) => signature,
): Uint8Array {
  const type = Buffer.from(PAYLOAD_TYPE);
  const encoded = Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
  const signatures = signers.map(({ key, keyid }) => ({
    keyid,
    sig: damage(sign(null, encoded, key)).toString('base64'),
  }));
  const envelope = { payload: Buffer.from(payload).toString('base64'), payloadType: PAYLOAD_TYPE, signatures };
  return Buffer.from(`${canonicalize(envelope)}\n`);
}

/** A trust file, which stands in the root. */
export function draftTrust(signers: readonly SignerDraft[], changes: Members = {}): RecipeFolder {
  const keys = signers.map(({ keyid, public_key }) => ({ keyid, public_key }));
  const trust = { schema_version: 'distribution-trust-v1', name: NAME, threshold: 1, keys };
  return { [TRUST_FILE]: toDocument(trust, changes) };
}
