import type { Level, RowOutcome } from './report/certification-report.ts';

/** How exactly answers are compared; each level holds the ones before it. */
export const LEVELS: readonly Level[] = ['verdict', 'rule', 'location'];

/** What became of one vector, and why. */
export interface Verdict {
  readonly outcome: RowOutcome;
  /** One line for people. */
  readonly detail?: string;
  readonly expected?: unknown;
  readonly got?: unknown;
  /** The beginning and the end of what the adapter wrote to standard error; for people, never part of a report. */
  readonly errors?: string;
}

export const PASS: Verdict = { outcome: 'pass' };
