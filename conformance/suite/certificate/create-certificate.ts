import type { KeyObject } from 'node:crypto';
import { compareCodePoints } from '../../recipes/code-point-order.ts';
import type { CertificationReport } from '../report/certification-report.ts';
import { judgeCertification } from '../report/judge-report.ts';
import { belongsToTarget } from '../report/vector-index.ts';
import { SuiteError } from '../suite-error.ts';
import { type Certificate, checkCertificate } from './check-certificate.ts';
import { CERTIFICATE_TYPE, type Envelope, signDocument } from './envelope.ts';
import { publicKeyOf } from './keys.ts';
import { Refusal } from './refusal.ts';

/** What a certificate says beside the report of the run. */
export interface CertificateFacts {
  readonly report: CertificationReport;
  /** The file that is certified: base name and SHA-256. */
  readonly artifact: { readonly name: string; readonly sha256: string };
  readonly issuer: string;
  /** UTC, as `2026-07-01T00:00:00Z`. */
  readonly issued: string;
  readonly expires: string;
  readonly killRate?: KillRate;
}

export type KillRate = NonNullable<Certificate['predicate']['killRate']>;

/**
 * Signs a certificate for a run. Throws SuiteError `usage` where the run does not certify, or what is to be said of it
 * makes no certificate: nothing is signed that would be refused.
 */
export function createCertificate(facts: CertificateFacts, privateKey: KeyObject): Envelope {
  const { report, artifact } = facts;
  const { certified, reasons } = judgeCertification(report);
  if (!certified) throw new SuiteError('usage', `nothing to certify: ${reasons.join('; ')}`);
  const { digest } = report.implementation;
  if (digest !== undefined && digest !== artifact.sha256) {
    throw new SuiteError('usage', 'the report is about another file than the one to be certified');
  }
  const statement = toStatement(facts, publicKeyOf(privateKey).id);
  try {
    checkCertificate({ payload: statement, signers: [statement.predicate.issuer.keyid] });
  } catch (error) {
    if (error instanceof Refusal) throw new SuiteError('usage', `this makes no certificate: ${error.message}`);
    throw error;
  }
  return signDocument(statement, CERTIFICATE_TYPE, privateKey);
}

function toStatement(facts: CertificateFacts, keyid: string): Certificate {
  const { report, artifact, issuer, issued, expires, killRate } = facts;
  const { suite, implementation, seed, isolation, challenge, resultDigest } = report;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: artifact.name, digest: { sha256: artifact.sha256 } }],
    predicateType: 'https://package-contracts.dev/certificate/v1',
    predicate: {
      suite,
      implementation: { name: implementation.name, version: implementation.version },
      targets: report.targets.map((target) => ({ ...target, rows: rowsOf(report, target) })),
      seed,
      isolation,
      ...(challenge === undefined ? {} : { challenge }),
      ...(killRate === undefined ? {} : { killRate }),
      issuer: { name: issuer, keyid },
      issued,
      expires,
      resultDigest,
    },
  };
}

function rowsOf({ rows }: CertificationReport, target: CertificationReport['targets'][number]): string[] {
  return rows
    .filter((row) => belongsToTarget(row, target))
    .map(({ vector, rev, outcome }) => `${vector}@${rev} ${outcome}`)
    .sort(compareCodePoints);
}
