import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { usageError } from '../usage-error.ts';

/** The file by which a folder is a repository. */
export const CONTRACT = 'docs/distribution-contract.json';

/** Absolute path of a folder that an argument names. Throws ContractsError `usage` where it is none. */
export function givenFolder(given: string, cwd: string): string {
  const root = resolve(cwd, given);
  if (given === '' || statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw usageError(`there is no folder ${given === '' ? 'without a name' : given}`);
  }
  return root;
}

/** Absolute path of a repository of artifacts. Throws ContractsError `usage` where a folder has no contract. */
export function repositoryRoot(given: string, cwd: string): string {
  const root = givenFolder(given, cwd);
  // Whoever works on one leaves a lane for the next: not in a folder that is none.
  if (!existsSync(join(root, CONTRACT))) throw usageError(`${given} is no repository: it has no ${CONTRACT}`);
  return root;
}
