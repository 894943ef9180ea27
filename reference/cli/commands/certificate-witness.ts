import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { serializeEnvelope } from '../../../conformance/suite/certificate/envelope.ts';
import { verifyCertificate } from '../../../conformance/suite/certificate/verify-certificate.ts';
import { witnessCertificate } from '../../../conformance/suite/certificate/witness-certificate.ts';
import type { CertificationReport } from '../../../conformance/suite/report/certification-report.ts';
import { type CommandRunner, flagOption, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readCertificationReport } from '../input/read-certification-report.ts';
import { signingKey } from '../input/signing-key.ts';
import { vectorIndex } from '../input/vector-index.ts';
import { writeOutput } from '../output/write-output.ts';
import { usageError } from '../usage-error.ts';
import { replay } from './certificate-replay.ts';
import { readVerifyRequest } from './certificate-request.ts';
import { refusing } from './suite-failures.ts';

/** `certificate witness`: signs a certificate of somebody else, after a run of one's own came to the same result. */
export const runCertificateWitness: CommandRunner = refusing(async ({ arguments: [path = ''], options, edge }) => {
  const privateKey = signingKey(options, edge.cwd);
  const out = textOption(options, 'out');
  const adapter = textOption(options, 'replay');
  const own = textOption(options, 'report');
  if (out === undefined) throw usageError('name the witnessed certificate with --out');
  if ((adapter === undefined) === (own === undefined))
    throw usageError('a witness runs again: --replay ADAPTER or --report FILE');
  if (textOption(options, 'artifact') === undefined) throw usageError('a witness looks at the file: --artifact FILE');
  if (!flagOption(options, 'force') && existsSync(resolve(edge.cwd, out)))
    throw usageError(`${out} exists: --force writes over it`);
  const request = readVerifyRequest(path, options, edge.cwd);
  const { certificate } = verifyCertificate(request);
  const report =
    own === undefined
      ? boundTo(request.artifactDigest, await replay(certificate, adapter ?? '', options, edge))
      : readCertificationReport(own, edge.cwd, vectorIndex(options, edge));
  await writeOutput(out, edge.cwd, serializeEnvelope(witnessCertificate(request, report, privateKey)));
  return EXIT.holds;
});

/** The report of a run that was made here, of the file that was looked at here. */
function boundTo(digest: string | undefined, report: CertificationReport): CertificationReport {
  return { ...report, implementation: { ...report.implementation, ...(digest !== undefined && { digest }) } };
}
