import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CERTIFICATE_TYPE,
  openEnvelope,
  parseEnvelope,
  serializeEnvelope,
} from '../../../conformance/suite/certificate/envelope.ts';
import { publicKeyOf } from '../../../conformance/suite/certificate/keys.ts';
import { Refusal } from '../../../conformance/suite/certificate/refusal.ts';
import { revoke } from '../../../conformance/suite/certificate/revocations.ts';
import { type CommandRunner, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { momentOption } from '../input/moment-option.ts';
import { readSmallFile } from '../input/read-small-file.ts';
import { signingKey } from '../input/signing-key.ts';
import { writeOutput } from '../output/write-output.ts';
import { usageError } from '../usage-error.ts';
import { MOST_ENVELOPE_BYTES } from './certificate-request.ts';
import { refusing } from './suite-failures.ts';

/** `certificate revoke`: puts a certificate on the signed list of those that no longer hold. */
export const runCertificateRevoke: CommandRunner = refusing(async ({ arguments: [path = ''], options, edge }) => {
  const { cwd } = edge;
  const privateKey = signingKey(options, cwd);
  const list = textOption(options, 'revocations');
  const issuer = textOption(options, 'issuer');
  const reason = textOption(options, 'reason');
  const at = momentOption(options, 'at');
  if (list === undefined || issuer === undefined || reason === undefined || at === undefined) {
    throw usageError('revoking needs --revocations, --issuer, --reason and --at');
  }
  const envelope = parseEnvelope(readSmallFile(path, cwd, MOST_ENVELOPE_BYTES));
  const { id } = publicKeyOf(privateKey);
  if (envelope.payloadType !== CERTIFICATE_TYPE) throw new Refusal('payload-type', 'this is no certificate');
  if (!envelope.signatures.some(({ keyid }) => keyid === id)) {
    throw new Refusal('unknown-key', 'this key signed nothing here: who signed may revoke');
  }
  const own = { ...envelope, signatures: envelope.signatures.filter(({ keyid }) => keyid === id) };
  const { digest } = openEnvelope(own, CERTIFICATE_TYPE, [publicKeyOf(privateKey)]);
  const previous = existsSync(resolve(cwd, list)) ? readSmallFile(list, cwd, MOST_ENVELOPE_BYTES) : undefined;
  const next = revoke({ issuer, certificate: digest, reason, at }, privateKey, previous);
  await writeOutput(list, cwd, serializeEnvelope(next));
  edge.stdout.write(`revoked ${digest}\n`);
  return EXIT.holds;
});
