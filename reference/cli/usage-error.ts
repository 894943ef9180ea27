import { ContractsError } from '../report/contracts-error.ts';

/** What the caller got wrong: one line, exit code 2. */
export function usageError(message: string): ContractsError {
  return new ContractsError('usage', message);
}
