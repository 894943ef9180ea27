import { ContractsError } from '../report/contracts-error.ts';
import { maskCredentials } from '../report/mask-credentials.ts';

/** The one table of exit codes. */
export const EXIT = { holds: 0, findings: 1, usage: 2, failure: 3, refused: 4, interrupted: 130 } as const;

export const EXIT_CODES: readonly (readonly [number, string])[] = [
  [EXIT.holds, 'everything holds'],
  [EXIT.findings, 'findings: an artifact or an implementation falls short, or two artifacts differ'],
  [EXIT.usage, 'usage: unknown flags, nothing matched, a missing file'],
  [EXIT.failure, 'failure: reading or writing failed, an adapter never came up, or a defect of this program'],
  [EXIT.refused, 'refused: a certificate does not hold'],
  [EXIT.interrupted, 'interrupted: a certification was told to stop; nothing was written'],
];

/** The exit code that an error ends the program with. */
export function exitCodeOf(error: unknown): number {
  return error instanceof ContractsError && error.code === 'usage' ? EXIT.usage : EXIT.failure;
}

/** One line for people that says what went wrong, without a stack and without a secret. */
export function describeError(error: unknown): string {
  return maskCredentials(toDescription(error));
}

function toDescription(error: unknown): string {
  if (error instanceof ContractsError && error.code !== 'internal') return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined && /^E[A-Z0-9]+$/.test(code)) return `the system refused: ${reason}`;
  return `internal error, please report it: ${reason} (PACKAGE_CONTRACTS_DEBUG=1 shows where)`;
}
