import { resolve } from 'node:path';
import { usageError } from '../usage-error.ts';
import { displayName, exists, isFolder, type Target } from './find-targets.ts';

/** The one file or folder that an argument names; - is standard input. Throws ContractsError `usage`. */
export function oneTarget(given: string, cwd: string): Target {
  if (given === '') throw usageError('a path is empty');
  if (given === '-') return { kind: 'stdin', path: '', name: 'stdin' };
  const path = resolve(cwd, given);
  if (!exists(path)) throw usageError(`no such file or folder: ${given}`);
  return { kind: isFolder(path) ? 'folder' : 'file', path, name: displayName(path, cwd) };
}
