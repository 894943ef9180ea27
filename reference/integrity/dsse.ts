import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { toCanonicalJson } from '../document/canonical-digest.ts';
import { isJsonObject, type JsonValue } from '../document/parsed-document.ts';

/** One signature of an envelope, its bytes in base64. */
export interface EnvelopeSignature {
  readonly keyid: string;
  readonly sig: string;
}

/** What was signed, and by whom so it says: nothing is verified. */
export interface SignedBytes {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

/** Signs bytes with keys of ed25519, behind the signatures that are there. */
export function signBytes(signed: SignedBytes, privateKeys: readonly KeyObject[]): SignedBytes {
  const encoding = preAuthenticationEncoding(signed.payloadType, signed.payload);
  const added = privateKeys.map((key) => ({
    keyid: keyIdOf(createPublicKey(key)),
    sig: sign(null, encoding, key).toString('base64'),
  }));
  return { ...signed, signatures: [...signed.signatures, ...added] };
}

/**
 * The ids of those of the keys that have signed, each once. The id that a signature names says which key to try, and no
 * other is: a signature that names another key than the one that made it holds for neither.
 */
export function signersOf(signed: SignedBytes, keys: ReadonlyMap<string, KeyObject>): ReadonlySet<string> {
  const encoding = preAuthenticationEncoding(signed.payloadType, signed.payload);
  const signers = new Set<string>();
  for (const { keyid, sig } of signed.signatures) {
    const key = signers.has(keyid) ? undefined : keys.get(keyid);
    const bytes = fromBase64(sig);
    if (key !== undefined && bytes !== undefined && verify(null, encoding, key, bytes)) signers.add(keyid);
  }
  return signers;
}

/** Envelopes of DSSE version 1 as values: undefined for what is none. Members that DSSE does not know are passed over. */
export function fromEnvelope(value: JsonValue): SignedBytes | undefined {
  if (!isJsonObject(value)) return undefined;
  const { payloadType, payload: text, signatures } = value;
  const payload = typeof text === 'string' ? fromBase64(text) : undefined;
  if (typeof payloadType !== 'string' || payload === undefined || !Array.isArray(signatures)) return undefined;
  // One that names no key counts for nothing.
  const named = signatures.flatMap((signature: JsonValue) => {
    if (!isJsonObject(signature)) return [];
    const { keyid, sig } = signature;
    return typeof keyid === 'string' && typeof sig === 'string' ? [{ keyid, sig }] : [];
  });
  return { payloadType, payload, signatures: named };
}

/** The file of an envelope: its RFC 8785 form and a line feed. */
export function renderEnvelope({ payloadType, payload, signatures }: SignedBytes): string {
  const listed = signatures.map(({ keyid, sig }) => ({ keyid, sig }));
  const envelope = { payload: Buffer.from(payload).toString('base64'), payloadType, signatures: listed };
  return `${toCanonicalJson(envelope)}\n`;
}

/** PAE of DSSE version 1: the type and the bytes, each behind its length, so that neither can pass for the other. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload]);
}

/** Name of a public key: SHA-256 of its SPKI in DER, as the key is encoded anew and not as it was given. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

const BASE64 = /^(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{2}==|[0-9A-Za-z+/]{3}=)?$/u;

/** The bytes of a text in base64 with padding; undefined for any other text. */
export function fromBase64(text: string): Buffer | undefined {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}
