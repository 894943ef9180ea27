import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { validators } from '../../../reference/generated/interfaces-validators.ts';
import type { Envelope } from '../../../reference/generated/types/interfaces-envelope.ts';
import { parseBase64, parseCanonical, toCanonicalBytes } from './canonical-json.ts';
import { type NamedKey, publicKeyOf } from './keys.ts';
import { Refusal } from './refusal.ts';

export type { Envelope };
export type PayloadType = Envelope['payloadType'];

export const CERTIFICATE_TYPE: PayloadType = 'application/vnd.in-toto+json';
export const REVOCATIONS_TYPE: PayloadType = 'application/vnd.package-contracts.revocations+json';

const MOST_BYTES = 16 * 1024 * 1024;

/** A signed document whose signatures hold. */
export interface OpenedEnvelope {
  /** What was signed, parsed. */
  readonly payload: unknown;
  /** SHA-256 of the payload's bytes: the name of a certificate, whoever else signs it. */
  readonly digest: string;
  /** Ids of the keys, in the order of the signatures. */
  readonly signers: readonly string[];
}

/** Signs a document: its RFC 8785 form, in an envelope with one signature. */
export function signDocument(payload: object, payloadType: PayloadType, privateKey: KeyObject): Envelope {
  const bytes = toCanonicalBytes(payload);
  const envelope: Envelope = { payload: bytes.toString('base64'), payloadType, signatures: [] };
  return addSignature(envelope, privateKey);
}

/** The envelope with one more signature over the same bytes; witnesses stand in the order in which they signed. */
export function addSignature(envelope: Envelope, privateKey: KeyObject): Envelope {
  const encoding = preAuthenticationEncoding(envelope.payloadType, Buffer.from(envelope.payload, 'base64'));
  const signature = { keyid: publicKeyOf(privateKey).id, sig: sign(null, encoding, privateKey).toString('base64') };
  return { ...envelope, signatures: [...envelope.signatures, signature] };
}

/** The file of an envelope: its RFC 8785 form and a line feed. */
export function serializeEnvelope(envelope: Envelope): string {
  return `${toCanonicalBytes(envelope).toString('utf8')}\n`;
}

/** Reads the file of an envelope. Nothing is verified but its form. Throws a Refusal. */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  if (bytes.length > MOST_BYTES) throw new Refusal('malformed', 'the envelope is larger than 16 MiB');
  if (bytes.at(-1) !== 0x0a) throw new Refusal('not-canonical', 'the envelope does not end with a line feed');
  const value = parseCanonical(bytes.subarray(0, -1), 'the envelope');
  if (isEnvelope(value)) return value;
  const type = isObject(value) ? value.payloadType : undefined;
  if (typeof type === 'string' && type !== CERTIFICATE_TYPE && type !== REVOCATIONS_TYPE) {
    throw new Refusal('payload-type', 'the envelope holds something else');
  }
  throw new Refusal('malformed', 'the envelope is none by its schema');
}

/**
 * Verifies every signature of an envelope, each by one of the given keys, and only then parses what was signed. A
 * signature that nobody can check is refused: it would make the certificate look like more than it is.
 */
export function openEnvelope(envelope: Envelope, payloadType: PayloadType, keys: readonly NamedKey[]): OpenedEnvelope {
  if (envelope.payloadType !== payloadType) throw new Refusal('payload-type', 'the envelope holds something else');
  const bytes = parseBase64(envelope.payload, 'the payload');
  const encoding = preAuthenticationEncoding(payloadType, bytes);
  const signers: string[] = [];
  for (const { keyid, sig } of envelope.signatures) {
    if (signers.includes(keyid)) throw new Refusal('doubled-signature', `key ${keyid} signed twice`);
    const named = keys.find(({ id }) => id === keyid);
    if (named === undefined) throw new Refusal('unknown-key', `no key that is given is ${keyid}`);
    if (!verify(null, encoding, named.key, parseBase64(sig, 'a signature'))) {
      throw new Refusal('bad-signature', `the signature of key ${keyid} does not hold`);
    }
    signers.push(keyid);
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { payload: parseCanonical(bytes, 'the payload'), digest, signers };
}

/** PAE of DSSE version 1: the type and the bytes, each behind its length, so that neither can pass for the other. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `, 'utf8'), payload]);
}

const validate = validators['interfaces/envelope'];

function isEnvelope(value: unknown): value is Envelope {
  return validate(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
