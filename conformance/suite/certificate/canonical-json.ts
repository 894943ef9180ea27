import canonicalize from 'canonicalize';
import { Refusal } from './refusal.ts';

/** The RFC 8785 form of a JSON value, as bytes. */
export function toCanonicalBytes(value: unknown): Buffer {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without a JSON form');
  return Buffer.from(text, 'utf8');
}

/**
 * The value of bytes that are its RFC 8785 form and nothing else. There is one such form a value, so a name that stands
 * twice, another order, a number in another notation and bytes that are no UTF-8 are all refused by one comparison.
 */
export function parseCanonical(bytes: Uint8Array, what: string): unknown {
  const refused = new Refusal('not-canonical', `${what} is no JSON in the form of RFC 8785`);
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (toCanonicalBytes(value).equals(bytes)) return value;
  } catch {
    throw refused;
  }
  throw refused;
}

/** The bytes of a text that is base64 with padding, and the only such text of these bytes. */
export function parseBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new Refusal('malformed', `${what} is no base64`);
  return bytes;
}
