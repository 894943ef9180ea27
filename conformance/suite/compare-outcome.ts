import { isDeepStrictEqual } from 'node:util';
import { compareCodePoints } from '../recipes/code-point-order.ts';
import { firstDifference } from './first-difference.ts';
import type { Level } from './report/certification-report.ts';
import type { LimitVector, VerdictVector } from './vector.ts';
import { LEVELS, PASS, type Verdict } from './verdict.ts';

/** What an implementation answered: findings in report order, and the observation of a valid artifact. */
export interface Answer {
  readonly valid: boolean;
  readonly findings: readonly AnswerFinding[];
  readonly observation?: object;
}

export interface AnswerFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly at: Readonly<Record<string, unknown>>;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Holds an answer against what the vector expects; the first difference decides. Level `verdict` compares the verdict
 * alone; `rule` the primary rule, the warnings and the observation as well; `location` also where the finding is, and
 * which constraint of a schema it is about.
 */
export function compareOutcome(
  { expect }: Pick<VerdictVector | LimitVector, 'expect'>,
  answer: Answer,
  level: Level = 'location',
): Verdict {
  const primary = primaryOf(answer.findings);
  if (answer.valid !== expect.valid) {
    const detail = expect.valid
      ? `it is valid, and was rejected${primary === undefined ? '' : ` for ${primary.rule}`}`
      : `it breaks ${expect.primary}, and was accepted`;
    return {
      outcome: 'wrong-verdict',
      detail,
      expected: verdictOf(expect, expect.valid ? undefined : expect.primary),
      got: verdictOf(answer, primary?.rule),
    };
  }
  if (!isAtLeast(level, 'rule')) return PASS;
  if (!expect.valid) {
    if (primary?.rule !== expect.primary) {
      const detail = `it breaks ${expect.primary}, and was rejected for ${primary?.rule ?? 'no rule'}`;
      return { outcome: 'wrong-rule', detail, expected: expect.primary, got: primary?.rule ?? null };
    }
    if (!isAtLeast(level, 'location')) return PASS;
    return (
      compareGiven('details' in expect ? (expect.details ?? {}) : {}, primary.details, 'another constraint') ??
      compareGiven(expect.at, primary.at, 'another place') ??
      PASS
    );
  }
  const others = compareWarnings(
    expect.warnings,
    answer.findings.map(({ rule }) => rule),
  );
  if (others !== undefined) return others;
  if (!('observation' in expect)) return PASS;
  const difference = firstDifference(expect.observation, answer.observation);
  if (difference === undefined) return PASS;
  const { pointer, before, after } = difference;
  const detail = answer.observation === undefined ? 'there is no observation' : `another observation at "${pointer}"`;
  return { outcome: 'wrong-observation', detail, expected: before, got: after };
}

/** Holds the rules of warnings against those that are expected, whatever their order. */
export function compareWarnings(expected: readonly string[], got: readonly string[]): Verdict | undefined {
  const [left, right] = [toSorted(expected), toSorted(got)];
  if (isDeepStrictEqual(left, right)) return undefined;
  return { outcome: 'wrong-rule', detail: 'the warnings are others', expected: left, got: right };
}

/** The finding that decides: the first error. */
export function primaryOf(findings: readonly AnswerFinding[]): AnswerFinding | undefined {
  return findings.find(({ severity }) => severity === 'error');
}

/** Whether answers compared by `level` are compared as exactly as `least` asks. */
export function isAtLeast(level: Level, least: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}

function verdictOf({ valid }: { readonly valid: boolean }, rule?: string): object {
  return rule === undefined ? { valid } : { valid, primary: rule };
}

/** Compares the members that the vector gives, and no others. */
export function compareGiven(
  expected: object,
  got: Readonly<Record<string, unknown>>,
  detail: string,
): Verdict | undefined {
  if (Object.entries(expected).every(([name, value]) => isDeepStrictEqual(got[name], value))) return undefined;
  return { outcome: 'wrong-location', detail: `the rule is right, the finding is at ${detail}`, expected, got };
}

function toSorted(rules: readonly string[]): readonly string[] {
  return [...new Set(rules)].sort(compareCodePoints);
}
