import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { toCanonicalBytes } from '../suite/certificate/canonical-json.ts';

/** SHA-256 of the RFC 8785 form of a value, as observations state it. */
export function digestDocument(value: unknown): string {
  return createHash('sha256').update(toCanonicalBytes(value)).digest('hex');
}

/** The value of a YAML or JSON document, where its digest shows that it was read as the vector means it. */
export function provenDocument(
  bytes: Uint8Array,
  path: string,
  digest: string,
): { readonly value: unknown } | undefined {
  const value = readDocument(bytes, path);
  return value !== undefined && digestDocument(value.value) === digest ? value : undefined;
}

/** The value of a document whose extension says that it is YAML, or else of JSON; nothing where it has none. */
export function readDocument(bytes: Uint8Array, path: string): { readonly value: unknown } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // What this reader warns about is the reader's business: the digest shows whether it read what was meant.
    const value: unknown = path.endsWith('.yaml') ? parse(text, { logLevel: 'error' }) : JSON.parse(text);
    // A document that is no JSON value has no digest.
    digestDocument(value);
    return { value };
  } catch {
    return undefined;
  }
}
