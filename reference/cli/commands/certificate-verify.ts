import { checkCertificateVectors } from '../../../conformance/suite/certificate/check-certificate-vectors.ts';
import {
  type VerifiedCertificate,
  verifyCertificate,
} from '../../../conformance/suite/certificate/verify-certificate.ts';
import { checkSameResult } from '../../../conformance/suite/certificate/witness-certificate.ts';
import { toVisible } from '../../report/visible-text.ts';
import { type CommandRunner, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { vectorIndex } from '../input/vector-index.ts';
import { replay } from './certificate-replay.ts';
import { readVerifyRequest } from './certificate-request.ts';
import { refusing } from './suite-failures.ts';

/** `certificate verify`: whether a certificate holds, offline. */
export const runCertificateVerify: CommandRunner = refusing(async ({ arguments: [path = ''], options, edge }) => {
  const verified = verifyCertificate(readVerifyRequest(path, options, edge.cwd));
  const adapter = textOption(options, 'replay');
  const withVectors = adapter !== undefined || textOption(options, 'vectors') !== undefined;
  if (withVectors) checkCertificateVectors(verified.certificate, vectorIndex(options, edge));
  if (adapter !== undefined) {
    checkSameResult(verified.certificate, await replay(verified.certificate, adapter, options, edge));
  }
  const notes = [
    ...(verified.revocationCounter === undefined
      ? ['no list of revocations was given']
      : [`not revoked, by a list with the counter ${verified.revocationCounter}`]),
    ...(textOption(options, 'artifact') === undefined ? ['the file was not at hand'] : []),
    ...(withVectors ? [] : ['the rows were not held against the vectors']),
    ...(adapter === undefined ? [] : ['another run came to the same result']),
  ];
  edge.stdout.write(render(verified, notes));
  return EXIT.holds;
});

function render({ certificate: { predicate }, standing }: VerifiedCertificate, notes: readonly string[]): string {
  const { implementation, expires, targets } = predicate;
  const lines = [
    `holds: ${implementation.name} ${implementation.version}, ${standing}, until ${expires}`,
    ...targets.map(({ contract, profile, level, rows, provisional }) => {
      const note = provisional === undefined ? '' : ` (provisional: ${provisional})`;
      return `  ${contract} ${profile}, to the ${level}: ${rows.length} vectors pass${note}`;
    }),
    ...notes.map((note) => `  ${note}`),
  ];
  return lines.map((line) => `${toVisible(line)}\n`).join('');
}
