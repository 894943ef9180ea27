import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { generateKeyPair } from '../../../conformance/suite/certificate/keys.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { usageError } from '../usage-error.ts';

/** `certificate keygen`: a new pair of keys in two files. The private one is neither printed nor written over another. */
export async function runCertificateKeygen({ options, edge }: Invocation): Promise<number> {
  const out = textOption(options, 'out');
  if (out === undefined) throw usageError('name the file of the private key with --out');
  const { privatePem, publicPem, id } = generateKeyPair();
  writeNew(edge.cwd, `${out}.pub`, publicPem, 0o644);
  try {
    writeNew(edge.cwd, out, privatePem, 0o600);
  } catch (error) {
    rmSync(resolve(edge.cwd, `${out}.pub`));
    throw error;
  }
  edge.stdout.write(`key ${id}\nprivate ${out}\npublic ${out}.pub\n`);
  return EXIT.holds;
}

// `wx` fails where anything stands, a link to nowhere included.
function writeNew(cwd: string, path: string, text: string, mode: number): void {
  let descriptor: number;
  try {
    descriptor = openSync(resolve(cwd, path), 'wx', mode);
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    if (exists) throw usageError(`${path} exists: a key is never written over`);
    throw new ContractsError('io', `cannot write ${path}`, { cause });
  }
  try {
    writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}
