import type { KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CertificationReport } from '../report/certification-report.ts';
import type { Certificate } from './check-certificate.ts';
import { addSignature, type Envelope, parseEnvelope } from './envelope.ts';
import { publicKeyOf } from './keys.ts';
import { Refusal } from './refusal.ts';
import { type VerifyRequest, verifyCertificate } from './verify-certificate.ts';

/**
 * Adds the signature of a witness, who ran the same vectors against the same file and got the same result. Throws a
 * Refusal where the certificate does not hold, or the report is about something else, says nothing of the file that it is
 * about, or came to another result.
 */
export function witnessCertificate(
  request: VerifyRequest,
  report: CertificationReport,
  privateKey: KeyObject,
): Envelope {
  const { certificate, signers } = verifyCertificate(request);
  if (signers.includes(publicKeyOf(privateKey).id)) {
    throw new Refusal('doubled-signature', 'this key signed already: a witness is somebody else');
  }
  if (report.implementation.digest === undefined) {
    throw new Refusal('unbound-report', 'the report of the other run does not say which file it is about');
  }
  checkSameResult(certificate, report);
  return addSignature(parseEnvelope(request.certificate), privateKey);
}

/** Throws a Refusal `replay` unless the report is of the run that the certificate speaks of, with the same result. */
export function checkSameResult({ subject, predicate }: Certificate, report: CertificationReport): void {
  const differs = (what: string): Refusal => new Refusal('replay', `the other run was another one: ${what}`);
  if (report.suite.vectorsDigest !== predicate.suite.vectorsDigest) throw differs('its vectors');
  const { digest } = report.implementation;
  if (digest !== undefined && digest !== subject[0]?.digest.sha256) throw differs('its file');
  const targets = predicate.targets.map(({ contract, profile, level }) => ({ contract, profile, level }));
  const ran = report.targets.map(({ contract, profile, level }) => ({ contract, profile, level }));
  if (!isDeepStrictEqual(targets, ran)) throw differs('its targets');
  if (!isDeepStrictEqual(predicate.challenge, report.challenge)) throw differs('its challenge');
  if (report.resultDigest !== predicate.resultDigest) {
    throw new Refusal('replay', 'the other run came to another result');
  }
}
