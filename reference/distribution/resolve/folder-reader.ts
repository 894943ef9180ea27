import { closeSync, constants, fstatSync, lstatSync, openSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { descriptorSource } from '../../archive/byte-source.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { OpenedFile, RepositoryReader } from './repository-reader.ts';

/**
 * Reads a repository on disk. Symbolic links are followed only where they stay below the root's `dist`, or below the
 * root for what does not stand there (section 5.4). Throws ContractsError `io` where the root itself cannot be read.
 */
export function folderReader(root: string): RepositoryReader {
  const home = realRoot(root);
  return {
    async open(path) {
      const full = join(home, path);
      if (!exists(full)) return { kind: 'absent' };
      const real = realPath(full);
      if (real === undefined) return { kind: 'unreadable' };
      const fence = path.startsWith('dist/') ? join(home, 'dist') : home;
      if (!real.startsWith(`${fence}${sep}`)) return { kind: 'escapes' };
      return openRegular(real, path);
    },
  };
}

function realRoot(root: string): string {
  try {
    return realpathSync(root);
  } catch (cause) {
    throw new ContractsError('io', `cannot read the folder ${root}`, { cause });
  }
}

function openRegular(real: string, path: string): OpenedFile {
  let descriptor: number;
  try {
    // The path is real: a link that stands there now was put there in between. A pipe must not be waited for.
    descriptor = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return { kind: 'unreadable' };
  }
  const status = fstatSync(descriptor);
  if (!status.isFile()) {
    closeSync(descriptor);
    return { kind: 'unreadable' };
  }
  const { close, ...source } = descriptorSource(descriptor, status.size, path);
  return { kind: 'file', source, close };
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'));
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
