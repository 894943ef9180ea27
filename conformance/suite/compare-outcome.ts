import { isDeepStrictEqual } from 'node:util';
import type { Vector, VectorObservation } from './vector.ts';

/** What an implementation answered: findings in report order, and the observation of a valid artifact. */
export interface Answer {
  readonly valid: boolean;
  readonly findings: readonly AnswerFinding[];
  readonly observation?: VectorObservation;
}

export interface AnswerFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly at: Readonly<Record<string, unknown>>;
  readonly details: Readonly<Record<string, unknown>>;
}

export type Outcome = 'pass' | 'wrong-verdict' | 'wrong-rule' | 'wrong-location' | 'wrong-observation';

export interface Comparison {
  readonly outcome: Outcome;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** Holds an answer against what the vector expects; the first difference decides. */
export function compareOutcome({ expect }: Vector, answer: Answer): Comparison {
  const primary = answer.findings.find(({ severity }) => severity === 'error');
  if (answer.valid !== expect.valid) {
    return { outcome: 'wrong-verdict', expected: expect.valid ? 'valid' : expect.primary, actual: primary ?? 'valid' };
  }
  if (!expect.valid) {
    if (primary?.rule !== expect.primary) return { outcome: 'wrong-rule', expected: expect.primary, actual: primary };
    if (!holds(expect.details ?? {}, primary.details)) {
      return { outcome: 'wrong-rule', expected: expect.details, actual: primary.details };
    }
    if (!holds(expect.at, primary.at)) return { outcome: 'wrong-location', expected: expect.at, actual: primary.at };
    return { outcome: 'pass' };
  }
  const warnings = [...new Set(answer.findings.map(({ rule }) => rule))];
  if (!isDeepStrictEqual([...warnings].sort(), [...expect.warnings].sort())) {
    return { outcome: 'wrong-rule', expected: expect.warnings, actual: warnings };
  }
  if (!isDeepStrictEqual(answer.observation, expect.observation)) {
    return { outcome: 'wrong-observation', expected: expect.observation, actual: answer.observation };
  }
  return { outcome: 'pass' };
}

// Only what the vector gives is compared.
function holds(expected: object, actual: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(expected).every(([name, value]) => isDeepStrictEqual(actual[name], value));
}
