import type { CommandRunner } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readCertificationReport } from '../input/read-certification-report.ts';
import { vectorIndex } from '../input/vector-index.ts';
import { readSigning, writeCertificate } from './certificate-signing.ts';
import { refusing } from './suite-failures.ts';

/** `certificate issue`: signs a certificate for a run whose report is at hand, such as one joined from parts. */
export const runCertificateIssue: CommandRunner = refusing(async ({ arguments: [path = ''], options, edge }) => {
  const signing = readSigning(options, edge);
  const report = readCertificationReport(path, edge.cwd, vectorIndex(options, edge));
  await writeCertificate(signing, report, edge);
  return EXIT.holds;
});
