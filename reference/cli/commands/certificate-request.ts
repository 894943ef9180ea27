import { resolve } from 'node:path';
import type { VerifyRequest } from '../../../conformance/suite/certificate/verify-certificate.ts';
import { digestFile } from '../../archive/source-digest.ts';
import { flagOption, type OptionValues, textOption } from '../command.ts';
import { nowOption } from '../input/moment-option.ts';
import { readSmallFile } from '../input/read-small-file.ts';
import { trustedKeys } from '../input/signing-key.ts';
import { usageError } from '../usage-error.ts';

// One byte more than an envelope may have, so that a larger one is refused as what it is.
export const MOST_ENVELOPE_BYTES: number = 64 * 1024 * 1024;

/** What the options of `certificate verify` and `witness` ask to hold a certificate against. */
export function readVerifyRequest(path: string, options: OptionValues, cwd: string): VerifyRequest {
  const artifact = textOption(options, 'artifact');
  const list = textOption(options, 'revocations');
  const minimumCounter = counterOption(options);
  if (list === undefined && minimumCounter > 0)
    throw usageError('--minimum-counter is about a list: name it with --revocations');
  return {
    certificate: readSmallFile(path, cwd, MOST_ENVELOPE_BYTES),
    keys: trustedKeys(options, cwd),
    now: nowOption(options),
    ...(artifact === undefined ? {} : { artifactDigest: digestFile(resolve(cwd, artifact)) }),
    ...(list === undefined
      ? {}
      : { revocations: { list: readSmallFile(list, cwd, MOST_ENVELOPE_BYTES), minimumCounter } }),
    requireWitness: flagOption(options, 'requireWitness'),
  };
}

function counterOption(options: OptionValues): number {
  const text = textOption(options, 'minimumCounter') ?? '0';
  if (!/^[0-9]{1,15}$/u.test(text)) throw usageError(`--minimum-counter takes a number, not ${text}`);
  return Number(text);
}
