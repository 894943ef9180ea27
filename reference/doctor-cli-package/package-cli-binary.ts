import { createHash } from 'node:crypto';
import { accessSync, closeSync, constants, fchmodSync, openSync, realpathSync, statSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { type FileSource, openFileSource } from '../archive/byte-source.ts';
import { readPieces } from '../archive/read-pieces.ts';
import { systemCode } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { Finding } from '../report/finding.ts';
import type { FileFacts } from './package-cli-facts.ts';
import type { NamedPath } from './package-cli-request.ts';
import { type BinaryFormat, readBinaryFormat } from './platform-of-binary.ts';

export interface CopiedBinary extends FileFacts {
  readonly name: string;
  readonly format: BinaryFormat;
}

/** What keeps a program from being packaged (section 6.1); nothing where its file may be copied. */
export function checkSourceBinary({ path, shown }: NamedPath): Finding | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return found('source-binary-missing', { path: shown });
  if (!status.isFile()) {
    const kind = status.isDirectory() ? 'a folder' : 'a device, pipe or socket';
    return found('source-binary-not-file', { path: shown, kind });
  }
  if (status.size === 0) return found('source-binary-empty', { path: shown });
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return found('source-binary-not-executable', { path: shown });
  }
  return undefined;
}

/** Copies the program to `target` with the mode 0755, whatever the umask. Throws ContractsError `io`. */
export function copyBinary(source: NamedPath, target: string): CopiedBinary | Finding {
  const before = statSync(source.path);
  const opened = openFileSource(source.path);
  try {
    const sha256 = writeCopy(opened, target);
    const after = statSync(source.path, { throwIfNoEntry: false });
    if (after?.ino !== before.ino || after.mtimeMs !== before.mtimeMs || after.size !== opened.size) {
      return found('source-binary-changed', { path: source.shown });
    }
    // The link's own name would be another one on the next machine.
    const name = basename(realpathSync(source.path));
    return { name, size: opened.size, sha256, format: readBinaryFormat(opened) };
  } catch (cause) {
    if (cause instanceof ContractsError && cause.code === 'source-changed') {
      return found('source-binary-changed', { path: source.shown });
    }
    if (cause instanceof ContractsError) throw cause;
    throw new ContractsError('io', `cannot copy ${source.shown}: ${systemCode(cause)}`, { cause });
  } finally {
    opened.close();
  }
}

function writeCopy(source: FileSource, target: string): string {
  const hash = createHash('sha256');
  const descriptor = openSync(target, 'wx', 0o700);
  try {
    readPieces(source, (piece) => {
      hash.update(piece);
      for (let written = 0; written < piece.length; ) written += writeSync(descriptor, piece, written);
    });
    fchmodSync(descriptor, 0o755);
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

type SourceRule = 'missing' | 'not-file' | 'empty' | 'not-executable' | 'changed';

function found(rule: `source-binary-${SourceRule}`, details: Finding['details']): Finding {
  return { rule: `doctor-cli-package/${rule}`, at: {}, details };
}
