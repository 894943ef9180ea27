import { type Certificate, checkCertificate } from './check-certificate.ts';
import { CERTIFICATE_TYPE, openEnvelope, parseEnvelope } from './envelope.ts';
import type { NamedKey } from './keys.ts';
import { Refusal } from './refusal.ts';
import { type OpenedRevocations, openRevocations } from './revocations.ts';

/** What to hold a certificate against. */
export interface VerifyRequest {
  readonly certificate: Uint8Array;
  /** Keys that the verifier trusts: the issuer's, and those of witnesses. */
  readonly keys: readonly NamedKey[];
  /** The moment of verifying, UTC, as `2026-07-01T00:00:00Z`. */
  readonly now: string;
  /** SHA-256 of the file at hand. */
  readonly artifactDigest?: string;
  readonly revocations?: { readonly list: Uint8Array; readonly minimumCounter?: number };
  readonly requireWitness?: boolean;
}

/** A certificate that holds, and what was not looked at. */
export interface VerifiedCertificate {
  readonly certificate: Certificate;
  /** SHA-256 of the payload, by which a certificate is revoked. */
  readonly digest: string;
  /** `witnessed` where a second key signed the same result. */
  readonly standing: 'self' | 'witnessed';
  readonly signers: readonly string[];
  /** Counter of the list of revocations; absent where none was given. */
  readonly revocationCounter?: number;
}

/** Verifies a certificate offline. Throws a Refusal with the first reason against it; the order is that of the script. */
export function verifyCertificate(request: VerifyRequest): VerifiedCertificate {
  const { keys, now, artifactDigest, revocations } = request;
  const opened = openEnvelope(parseEnvelope(request.certificate), CERTIFICATE_TYPE, keys);
  const certificate = checkCertificate(opened);
  const { issued, expires } = certificate.predicate;
  if (now < issued) throw new Refusal('not-yet-valid', `it holds from ${issued} on`);
  if (now >= expires) throw new Refusal('expired', `it expired at ${expires}`);
  const { digest, signers } = opened;
  const standing = signers.length > 1 ? 'witnessed' : 'self';
  if (request.requireWitness === true && standing === 'self') throw new Refusal('no-witness', 'nobody witnessed it');
  if (artifactDigest !== undefined && certificate.subject[0]?.digest.sha256 !== artifactDigest) {
    throw new Refusal('artifact', 'it is about another file');
  }
  if (revocations === undefined) return { certificate, digest, standing, signers };
  const list = openRevocations(
    revocations.list,
    keys.filter(({ id }) => signers.includes(id)),
  );
  checkRevocations(list, digest, revocations.minimumCounter ?? 0);
  return { certificate, digest, standing, signers, revocationCounter: list.counter };
}

function checkRevocations({ counter, revoked }: OpenedRevocations, digest: string, minimum: number): void {
  if (counter < minimum) {
    throw new Refusal('revocations-stale', `the list has the counter ${counter}, and ${minimum} was seen before`);
  }
  const entry = revoked.find(({ certificate }) => certificate === digest);
  if (entry !== undefined) throw new Refusal('revoked', `it was revoked at ${entry.at}`);
}
