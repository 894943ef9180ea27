import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ContractsError } from '../../report/contracts-error.ts';

/** Writes a file as a whole or not at all: beside its place first, then renamed. Throws ContractsError `io`. */
export function publishText(path: string, text: string): void {
  const staged = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const descriptor = openSync(staged, 'wx', 0o666);
    try {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(staged, path);
  } catch (cause) {
    rmSync(staged, { force: true });
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new ContractsError('io', `cannot write ${path}: ${code}`, { cause });
  }
}
