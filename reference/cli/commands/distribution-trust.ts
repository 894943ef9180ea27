import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderTrust } from '../../distribution/authenticity/remember-seen.ts';
import { validators } from '../../generated/distribution-validators.ts';
import type { DistributionTrust } from '../../generated/types/distribution-trust.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { namedPublicKeys } from '../input/signing-key.ts';
import { wholeNumber } from '../input/whole-number.ts';
import { writeOutput } from '../output/write-output.ts';
import { usageError } from '../usage-error.ts';

/** `distribution trust`: a trust file that names keys and has seen nothing yet. */
export async function runDistributionTrust({ options, edge }: Invocation): Promise<number> {
  const out = textOption(options, 'out');
  const name = textOption(options, 'name');
  if (out === undefined || name === undefined) throw usageError('name the package with --name and the file with --out');
  if (existsSync(resolve(edge.cwd, out))) throw usageError(`${out} exists: what it has seen must not be forgotten`);
  const keys = namedPublicKeys(options, edge.cwd).map(({ id, key }) => ({
    keyid: id,
    public_key: key.export({ type: 'spki', format: 'der' }).toString('base64'),
  }));
  if (new Set(keys.map(({ keyid }) => keyid)).size < keys.length) throw usageError('the same key is given twice');
  const threshold = wholeNumber(textOption(options, 'threshold') ?? String(keys.length));
  if (!(threshold >= 1 && threshold <= keys.length)) {
    throw usageError(`--threshold takes a number from 1 to ${keys.length}`);
  }
  const trust: DistributionTrust = { schema_version: 'distribution-trust-v1', name, threshold, keys };
  if (!validators['distribution/trust'](trust)) throw usageError('no trust file can be made of these');
  await writeOutput(out, edge.cwd, renderTrust(trust));
  edge.stdout.write(`trust ${threshold} of ${keys.length}\n${keys.map(({ keyid }) => `key ${keyid}\n`).join('')}`);
  return EXIT.holds;
}
