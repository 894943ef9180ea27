import { compareOutcome } from '../compare-outcome.ts';
import type { Question } from '../protocol/adapter-session.ts';
import type { StoredVector } from '../read-vectors.ts';
import { askTwice } from '../runner/ask-twice.ts';
import type { VerdictVector } from '../vector.ts';
import type { VectorKind } from './vector-kind.ts';

/** `accept` and `reject`: the input is judged, twice, and the answer compared with what the vector expects. */
export const VERDICT_KIND: VectorKind<VerdictVector> = {
  questions: (stored, { input }) => [toValidateQuestion(stored, input)],
  async examine(stored, { session, folder, level }) {
    const answer = await askTwice(session, toValidateQuestion(stored, folder.input));
    return 'outcome' in answer ? answer : compareOutcome(stored.vector, answer.result, level);
  },
};

/** The request for the verdict on a vector's input. */
export function toValidateQuestion(
  { vector }: Pick<StoredVector, 'vector'>,
  input: string,
): Question & { readonly op: 'validate' } {
  const { contract, profile, kind } = vector;
  const options = (kind === 'accept' || kind === 'reject' ? vector.options : undefined) ?? {};
  return { op: 'validate', contract, profile, input, options };
}
