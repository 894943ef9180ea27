import { statSync } from 'node:fs';
import { usageError } from '../usage-error.ts';

/** The path of a runtime that is there. Throws ContractsError `usage` where it is not, or is no file. */
export function assertRuntimeBinary(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw usageError(`runtime not found: ${path}`);
  return path;
}
