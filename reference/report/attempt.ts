import { ContractsError } from './contracts-error.ts';

/** Does what only the system can refuse. Throws ContractsError `io` where it does: what could not be done, and the code. */
export function attempt<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (cause) {
    if (cause instanceof ContractsError) throw cause;
    throw new ContractsError('io', `${what}: ${systemCode(cause)}`, { cause });
  }
}

/** The code by which the system refused, such as `ENOENT`. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
}
