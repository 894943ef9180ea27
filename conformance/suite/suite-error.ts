/**
 * Why a run could not take place. `usage`: what was asked for does not exist or contradicts itself. `environment`: the
 * adapter never came up, or the system refused. What an implementation does wrong is an outcome, never one of these.
 */
export class SuiteError extends Error {
  override readonly name = 'SuiteError';
  readonly code: 'usage' | 'environment';

  constructor(code: SuiteError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
