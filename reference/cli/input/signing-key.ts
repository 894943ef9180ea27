import type { KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type NamedKey, parsePrivateKey, parsePublicKey } from '../../../conformance/suite/certificate/keys.ts';
import { Refusal } from '../../../conformance/suite/certificate/refusal.ts';
import { listOption, type OptionValues, textOption } from '../command.ts';
import { usageError } from '../usage-error.ts';
import { readSmallFile } from './read-small-file.ts';

const MOST_BYTES = 16_384;
const OTHERS = 0o077;

/** The private key of `--sign`. Throws ContractsError `usage` for one that is none, or that others may read. */
export function signingKey(options: OptionValues, cwd: string): KeyObject {
  const path = textOption(options, 'sign');
  if (path === undefined) throw usageError('name the private key with --sign');
  return readPrivateKey(path, cwd);
}

/** A private key in PEM, which nobody but its owner may read. Throws ContractsError `usage` for any other file. */
export function readPrivateKey(path: string, cwd: string): KeyObject {
  const pem = readSmallFile(path, cwd, MOST_BYTES).toString('utf8');
  if (process.platform !== 'win32' && (statSync(resolve(cwd, path)).mode & OTHERS) !== 0) {
    throw usageError(`others may read the private key ${path}: chmod 600 ${path}`);
  }
  const key = parsePrivateKey(pem);
  if (key === undefined)
    throw usageError(`${path} holds no private key of ed25519 in PEM, as certificate keygen makes it`);
  return key;
}

/** The public keys of `--key`. Throws a Refusal `wrong-algorithm` for one that is none of ed25519. */
export function trustedKeys(options: OptionValues, cwd: string): readonly NamedKey[] {
  const paths = listOption(options, 'key');
  if (paths.length === 0) throw usageError('name the public key of the issuer with --key');
  return paths.map((path) => readPublicKey(path, cwd));
}

/** The public keys of `--key`, for a file of one's own. Throws ContractsError `usage` for one that is none of ed25519. */
export function namedPublicKeys(options: OptionValues, cwd: string): readonly NamedKey[] {
  const paths = listOption(options, 'key');
  if (paths.length === 0) throw usageError('name a public key with --key');
  return paths.map((path) => {
    try {
      return readPublicKey(path, cwd);
    } catch (error) {
      if (error instanceof Refusal) throw usageError(`${path} holds no public key of ed25519 in PEM`);
      throw error;
    }
  });
}

function readPublicKey(path: string, cwd: string): NamedKey {
  return parsePublicKey(readSmallFile(path, cwd, MOST_BYTES).toString('utf8'));
}
