import type { ReportFinding } from '../report/report.ts';

/**
 * A request that is answered with an error status. `message` goes to the client word for word: it never holds an
 * absolute path, a stack or a value of a document.
 */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly code: string | undefined;
  readonly findings: readonly ReportFinding[] | undefined;

  constructor(
    status: number,
    message: string,
    extra: { readonly code?: string; readonly findings?: readonly ReportFinding[] } = {},
  ) {
    super(message);
    this.status = status;
    this.code = extra.code;
    this.findings = extra.findings;
  }
}

/** The answer to every path and method that the server does not know, whatever is wrong with it. */
export function notFound(): HttpProblem {
  return new HttpProblem(404, 'Not found');
}
