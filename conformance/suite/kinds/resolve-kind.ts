import { compareWarnings, isAtLeast } from '../compare-outcome.ts';
import type { Question } from '../protocol/adapter-session.ts';
import type { Resolution } from '../protocol/parse-answer.ts';
import type { StoredVector } from '../read-vectors.ts';
import type { Level } from '../report/certification-report.ts';
import { askTwice } from '../runner/ask-twice.ts';
import type { ResolveVector } from '../vector.ts';
import { PASS, type Verdict } from '../verdict.ts';
import type { VectorKind } from './vector-kind.ts';

/** `resolve`: an artifact is looked for, twice, and the answer compared with the one that is meant, or with the refusal. */
export const RESOLVE_KIND: VectorKind<ResolveVector> = {
  questions: (stored, { input }) => [toResolveQuestion(stored, input)],
  async examine(stored, { session, folder, level }) {
    const answer = await askTwice(session, toResolveQuestion(stored, folder.input));
    return 'outcome' in answer ? answer : compareResolution(stored.vector, answer.result, level);
  },
};

/** The request for the artifact that a vector is about. */
export function toResolveQuestion(
  { vector: { contract, identity, now, options } }: Pick<StoredVector<ResolveVector>, 'vector'>,
  input: string,
): Question & { readonly op: 'resolve' } {
  return { op: 'resolve', contract, input, identity, now, options };
}

/**
 * Holds a resolution against what the vector expects; the first difference decides. Which artifact is meant is the whole
 * of the question, and is compared at every level; the rule of a refusal and the warnings from `rule` on.
 */
export function compareResolution(
  { expect }: Pick<ResolveVector, 'expect'>,
  got: Resolution,
  level: Level = 'location',
): Verdict {
  if ('resolved' in expect) {
    if (!('resolved' in got)) {
      const detail = `there is one such artifact, and it was refused for ${got.refused}`;
      return { outcome: 'wrong-verdict', detail, expected: expect, got };
    }
    if (got.resolved !== expect.resolved) {
      const detail = 'another artifact was resolved';
      return { outcome: 'wrong-observation', detail, expected: expect.resolved, got: got.resolved };
    }
    return (isAtLeast(level, 'rule') ? compareWarnings(expect.warnings, got.warnings) : undefined) ?? PASS;
  }
  if ('resolved' in got) {
    const detail = `it breaks ${expect.refused}, and was resolved`;
    return { outcome: 'wrong-verdict', detail, expected: expect, got };
  }
  if (!isAtLeast(level, 'rule') || got.refused === expect.refused) return PASS;
  const detail = `it breaks ${expect.refused}, and was refused for ${got.refused}`;
  return { outcome: 'wrong-rule', detail, expected: expect.refused, got: got.refused };
}
