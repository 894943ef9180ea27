import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { SuiteError } from '../suite-error.ts';

/**
 * Throws SuiteError `usage`, by the name that the caller gave it, where there is no such program. Asked before it is started: what takes the network away
 * would start all the same, and tell of it in words of its own.
 */
export function assertStartable(file: string, cwd: string, named: string = file): void {
  // There a program is found by extensions that its name lacks.
  if (process.platform === 'win32') return;
  const folders = file.includes('/') ? [cwd] : (process.env.PATH ?? '').split(delimiter);
  const reasons = folders.map((folder) => whyNot(resolve(cwd, folder, file)));
  if (reasons.includes(undefined)) return;
  // A name without a slash is looked up on the path alone, yet a folder beside the caller is most likely meant.
  const own = whyNot(resolve(cwd, file));
  const why = own === IS_FOLDER ? own : (reasons.find((reason) => reason !== IS_MISSING) ?? IS_MISSING);
  throw new SuiteError('usage', `the adapter ${named} ${why}`);
}

const IS_MISSING = 'does not exist';
const IS_FOLDER = 'is a folder';

function whyNot(path: string): string | undefined {
  try {
    if (statSync(path).isDirectory()) return IS_FOLDER;
    accessSync(path, constants.X_OK);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' || code === 'EPERM' ? 'may not be executed' : IS_MISSING;
  }
}
