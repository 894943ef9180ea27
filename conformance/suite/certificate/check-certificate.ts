import { validators } from '../../../reference/generated/interfaces-validators.ts';
import type { Certificate } from '../../../reference/generated/types/interfaces-certificate.ts';
import { checkRows } from './certificate-rows.ts';
import type { OpenedEnvelope } from './envelope.ts';
import { Refusal } from './refusal.ts';

export type { Certificate };

/**
 * Takes the payload of an envelope, whose signatures hold, for a certificate: its schema, its issuer, its dates, its
 * rows. Whether it is in force at a time, and of which file, is for `verifyCertificate`. Throws a Refusal.
 */
export function checkCertificate({ payload, signers }: Pick<OpenedEnvelope, 'payload' | 'signers'>): Certificate {
  if (!isCertificate(payload)) throw new Refusal('malformed', 'the payload is no certificate by its schema');
  const { issuer, issued, expires } = payload.predicate;
  if (signers[0] !== issuer.keyid) throw new Refusal('issuer', 'the first signature is not that of the issuer');
  if (!isDate(issued) || !isDate(expires)) throw new Refusal('dates', 'a date does not exist');
  if (expires <= issued) throw new Refusal('dates', 'it expires before it is issued');
  checkRows(payload.predicate);
  return payload;
}

/** Whether a text of the form `2026-07-01T00:00:00Z` is a moment of the calendar. Two such texts compare as they follow. */
export function isDate(text: string): boolean {
  const time = Date.parse(text);
  return /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(time) && toDate(time) === text;
}

/** A moment in milliseconds since 1970 as the text that certificates hold; what is below a second is dropped. */
function toDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const validate = validators['interfaces/certificate'];

function isCertificate(value: unknown): value is Certificate {
  return validate(value);
}
