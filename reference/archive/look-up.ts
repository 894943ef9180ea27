import { type BigIntStats, lstatSync, realpathSync, type Stats } from 'node:fs';
import { systemCode } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';

// A path through a file, links in a circle, and a name that no file can have lead nowhere.
const NOWHERE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

/** What stands at a path, links not followed; undefined where nothing does. Throws ContractsError `io`. */
export function lookAt(path: string): Stats | undefined {
  return unlessNowhere(path, () => lstatSync(path, { throwIfNoEntry: false }));
}

/** The path with symbolic links resolved; undefined where it leads nowhere. Throws ContractsError `io`. */
export function realPath(path: string): string | undefined {
  return unlessNowhere(path, () => realpathSync.native(path));
}

/** What something is that is no regular file, in words. */
export function kindOf(status: Stats | BigIntStats): string {
  if (status.isDirectory()) return 'a folder';
  if (status.isSymbolicLink()) return 'a symbolic link';
  if (status.isFIFO()) return 'a named pipe';
  if (status.isSocket()) return 'a socket';
  return status.isFile() ? 'a file' : 'a device';
}

function unlessNowhere<T>(path: string, look: () => T): T | undefined {
  try {
    return look();
  } catch (cause) {
    const reason = systemCode(cause);
    if (NOWHERE.includes(reason)) return undefined;
    throw new ContractsError('io', `cannot look up ${path}: ${reason}`, { cause });
  }
}
