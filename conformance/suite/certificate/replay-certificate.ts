import { type CertifyRequest, certify } from '../certify.ts';
import type { CertificationReport } from '../report/certification-report.ts';
import { createCertificationReport } from '../report/create-report.ts';
import { toChallenge } from '../report/minted-vectors.ts';
import { SuiteError } from '../suite-error.ts';
import type { Certificate } from './check-certificate.ts';

/** How the implementation is driven once more; what is run comes from the certificate. */
export type ReplayRequest = Omit<CertifyRequest, 'contracts' | 'profile' | 'level' | 'seed' | 'shard'>;

/**
 * Runs what a certificate speaks of once more: the same targets, order and challenge, each target by itself. The report
 * is to be held against the certificate by `checkSameResult`. Throws SuiteError where nothing can run.
 */
export async function replayCertificate(
  { predicate }: Certificate,
  request: ReplayRequest,
): Promise<CertificationReport> {
  const { targets, seed, challenge } = predicate;
  if (challenge !== undefined && request.minted?.nonce !== challenge.nonce) {
    throw new SuiteError('usage', 'the vectors of its challenge are not at hand');
  }
  const reports: CertificationReport[] = [];
  for (const { contract, profile, level } of targets) {
    const only = { contracts: [contract], profile, level, seed, shard: { index: 1, count: 1 } };
    reports.push((await certify({ ...request, ...only })).report);
  }
  const [first] = reports;
  if (first === undefined) throw new SuiteError('usage', 'the certificate has no targets');
  return createCertificationReport({
    ...first,
    ...(request.minted && { challenge: toChallenge(request.minted, targets) }),
    targets: reports.flatMap((report) => report.targets),
    rows: reports.flatMap((report) => report.rows),
  });
}
