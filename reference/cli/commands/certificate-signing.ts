import type { KeyObject } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { createCertificate } from '../../../conformance/suite/certificate/create-certificate.ts';
import { serializeEnvelope } from '../../../conformance/suite/certificate/envelope.ts';
import type { CertificationReport } from '../../../conformance/suite/report/certification-report.ts';
import { type OptionValues, textOption } from '../command.ts';
import { digestFile } from '../input/digest-file.ts';
import { momentOption } from '../input/moment-option.ts';
import { signingKey } from '../input/signing-key.ts';
import { writeOutput } from '../output/write-output.ts';
import { usageError } from '../usage-error.ts';

/** What is needed to sign a certificate, read before anything runs. */
export interface Signing {
  readonly privateKey: KeyObject;
  readonly artifact: { readonly name: string; readonly sha256: string };
  readonly issuer: string;
  readonly issued: string;
  readonly expires: string;
  readonly target: string;
}

/** Reads `--sign`, `--artifact`, `--issuer`, `--issued`, `--expires` and `--certificate`, which belong together. */
export function readSigning(options: OptionValues, cwd: string): Signing {
  const privateKey = signingKey(options, cwd);
  const artifact = needed(options, 'artifact');
  return {
    privateKey,
    artifact: { name: basename(artifact), sha256: digestFile(resolve(cwd, artifact)) },
    issuer: needed(options, 'issuer'),
    issued: neededMoment(options, 'issued'),
    expires: neededMoment(options, 'expires'),
    target: needed(options, 'certificate'),
  };
}

/** Signs a certificate for the run of a report and writes it. Throws SuiteError `usage` where the run certifies nothing. */
export async function writeCertificate(signing: Signing, report: CertificationReport, cwd: string): Promise<void> {
  const { privateKey, target, ...facts } = signing;
  await writeOutput(target, cwd, serializeEnvelope(createCertificate({ ...facts, report }, privateKey)));
}

function needed(options: OptionValues, name: string): string {
  const text = textOption(options, name);
  if (text === undefined || text === '') throw usageError(`a certificate needs --${name}`);
  return text;
}

function neededMoment(options: OptionValues, name: string): string {
  return momentOption(options, name) ?? needed(options, name);
}
