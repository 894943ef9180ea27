import { createPublicKey, randomBytes } from 'node:crypto';
import type { Signing } from '../../distribution/authenticity/sign-index.ts';
import { keyIdOf } from '../../integrity/dsse.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { toVisible } from '../../report/visible-text.ts';
import { flagOption, type Invocation, listOption, type OptionValues, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { momentOption, nowOption } from '../input/moment-option.ts';
import { repositoryRoot } from '../input/repository-root.ts';
import { readPrivateKey } from '../input/signing-key.ts';
import { wholeNumber } from '../input/whole-number.ts';
import { toFindingLines } from '../output/finding-lines.ts';
import { usageError } from '../usage-error.ts';

const PATIENCE = 60_000;
const MOST_TOLD = 20;

/** `distribution sign-index`: signs the index of a repository that holds, or says why not. */
export async function runSignIndex({ arguments: [given = ''], options, edge }: Invocation): Promise<number> {
  const root = repositoryRoot(given, edge.cwd);
  const paths = listOption(options, 'key');
  if (paths.length === 0) throw usageError('name a private key with --key');
  const privateKeys = paths.map((path) => readPrivateKey(path, edge.cwd));
  const ids = privateKeys.map((key) => keyIdOf(createPublicKey(key)));
  if (new Set(ids).size < ids.length) throw usageError('the same key is given twice');
  const common = {
    root,
    privateKeys,
    now: nowOption(options),
    ticket: randomBytes(16).toString('hex'),
    patience: PATIENCE,
  };
  const signing = flagOption(options, 'add') ? await add(common, options) : await sign(common, options);
  if (signing.outcome === 'signed') edge.stdout.write(toText(signing));
  else {
    const lines = toFindingLines(signing.findings.slice(0, MOST_TOLD));
    edge.stderr.write(lines.map((line) => `${toVisible(maskCredentials(line))}\n`).join(''));
  }
  return signing.outcome === 'signed' ? EXIT.holds : EXIT.findings;
}

type Common = Parameters<typeof import('../../distribution/authenticity/add-signature.ts').addSignature>[0];

async function add(common: Common, options: OptionValues): Promise<Signing> {
  if (textOption(options, 'expires') !== undefined || textOption(options, 'indexVersion') !== undefined) {
    throw usageError('--add signs what others have signed, with its version and its expiry');
  }
  const { addSignature } = await import('../../distribution/authenticity/add-signature.ts');
  return addSignature(common);
}

async function sign(common: Common, options: OptionValues): Promise<Signing> {
  const expires = momentOption(options, 'expires');
  if (expires === undefined) throw usageError('say with --expires how long the signature holds');
  const version = versionOption(options);
  const { signIndex } = await import('../../distribution/authenticity/sign-index.ts');
  return signIndex({ ...common, expires, ...(version === undefined ? {} : { version }) });
}

function versionOption(options: OptionValues): number | undefined {
  const text = textOption(options, 'indexVersion');
  if (text === undefined) return undefined;
  const version = wholeNumber(text);
  if (!(version >= 1)) throw usageError(`--index-version takes a number from 1, not ${text}`);
  return version;
}

function toText({ signed, expires, keyids }: Signing & { readonly outcome: 'signed' }): string {
  const lines = [`signed version ${signed.version} of the index, until ${expires}`, ...keyids.map((id) => `key ${id}`)];
  return lines.map((line) => `${line}\n`).join('');
}
