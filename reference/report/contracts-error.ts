/**
 * Why an operation could not be carried out at all. Bad input is never one of these: it gives findings.
 * `usage`: the caller asked for something that does not exist or contradicts itself (exit code 2).
 * `io`: the operating system refused (3). `source-changed`: a file changed while it was read (3).
 * `busy`: somebody else works on the same thing, and it may be tried again (3). `internal`: a defect of ours (3).
 */
export type ContractsErrorCode = 'usage' | 'io' | 'source-changed' | 'busy' | 'internal';

export class ContractsError extends Error {
  override readonly name = 'ContractsError';
  readonly code: ContractsErrorCode;
  /** One sentence that says what to do about it, where the operation knows. */
  readonly remediation: string | undefined;

  constructor(
    code: ContractsErrorCode,
    message: string,
    options?: { readonly cause?: unknown; readonly remediation?: string },
  ) {
    super(message, options);
    this.code = code;
    this.remediation = options?.remediation;
  }
}
