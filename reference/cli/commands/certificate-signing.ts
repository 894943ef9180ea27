import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createCertificate } from '../../../conformance/suite/certificate/create-certificate.ts';
import { serializeEnvelope } from '../../../conformance/suite/certificate/envelope.ts';
import { parseKillRate } from '../../../conformance/suite/certificate/kill-rate.ts';
import type { CertificationReport } from '../../../conformance/suite/report/certification-report.ts';
import { digestFile } from '../../archive/source-digest.ts';
import { type OptionValues, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { findVectors } from '../input/find-vectors.ts';
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
  /** The ladder beside the vectors; absent where there is none. */
  readonly ladder?: Buffer;
}

/** Reads `--sign`, `--artifact`, `--issuer`, `--issued`, `--expires` and `--certificate`, which belong together. */
export function readSigning(options: OptionValues, edge: Edge): Signing {
  const { cwd } = edge;
  const privateKey = signingKey(options, cwd);
  const artifact = needed(options, 'artifact');
  const ladder = join(dirname(findVectors(textOption(options, 'vectors'), edge)), 'ladder.json');
  return {
    privateKey,
    artifact: { name: basename(artifact), sha256: digestFile(resolve(cwd, artifact)) },
    issuer: needed(options, 'issuer'),
    issued: neededMoment(options, 'issued'),
    expires: neededMoment(options, 'expires'),
    target: newFile(needed(options, 'certificate'), cwd),
    ...(existsSync(ladder) && { ladder: readFileSync(ladder) }),
  };
}

/** Signs a certificate for the run of a report and writes it. Throws SuiteError `usage` where the run certifies nothing. */
export async function writeCertificate(signing: Signing, report: CertificationReport, edge: Edge): Promise<void> {
  const { privateKey, target, ladder, ...own } = signing;
  const killRate = ladder && parseKillRate(ladder, report.suite.vectorsDigest);
  const facts = { ...own, report, ...(killRate && { killRate }) };
  await writeOutput(target, edge.cwd, serializeEnvelope(createCertificate(facts, privateKey)));
  // Standard output may hold the report.
  edge.stderr.write(`the certificate is in ${target}\n`);
}

function newFile(path: string, cwd: string): string {
  if (existsSync(resolve(cwd, path))) throw usageError(`${path} exists: a certificate is never written over`);
  return path;
}

function needed(options: OptionValues, name: string): string {
  const text = textOption(options, name);
  if (text === undefined || text === '') throw usageError(`a certificate needs --${name}`);
  return text;
}

function neededMoment(options: OptionValues, name: string): string {
  return momentOption(options, name) ?? needed(options, name);
}
