import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ContractsError } from '../../report/contracts-error.ts';
import { usageError } from '../usage-error.ts';

/** Bytes of a file that is held in memory as a whole. Throws ContractsError `usage` where it is none, or larger. */
export function readSmallFile(given: string, cwd: string, mostBytes: number): Buffer {
  const path = resolve(cwd, given);
  try {
    const { size } = statSync(path);
    if (size > mostBytes) throw usageError(`${given} is larger than ${mostBytes} bytes`);
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof ContractsError) throw cause;
    throw new ContractsError('usage', `cannot read ${given}`, { cause });
  }
}
