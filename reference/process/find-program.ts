import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { ContractsError } from '../report/contracts-error.ts';

/**
 * The absolute path of a program: of a name, the first executable file in the folders of PATH; of a path, what it names from
 * the folder on. Throws ContractsError `usage` where there is none.
 */
export function findProgram(
  name: string,
  { folder, path }: { readonly folder: string; readonly path: string },
): string {
  const candidates = name.includes('/')
    ? [resolve(folder, name)]
    : path
        .split(delimiter)
        .filter((entry) => isAbsolute(entry))
        .map((entry) => join(entry, name));
  const found = candidates.find(isExecutableFile);
  if (found === undefined) throw new ContractsError('usage', `there is no program ${name}`);
  return found;
}

/** A folder of PATH that this user may not enter holds nothing, as for a shell. */
function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
