import { compareOutcome } from '../compare-outcome.ts';
import { askTwice } from '../runner/ask-twice.ts';
import type { LimitVector } from '../vector.ts';
import type { VectorKind } from './vector-kind.ts';
import { toValidateQuestion } from './verdict-kind.ts';

/** `limit`: an input that was made just now is judged, twice, each time within the vector's budget. */
export const LIMIT_KIND: VectorKind<LimitVector> = {
  questions: (stored, { input }) => [toValidateQuestion(stored, input)],
  async examine(stored, { session, folder, level }) {
    // What a process has kept of other inputs is no part of what this one takes: it begins anew.
    await session.close();
    const answer = await askTwice(session, toValidateQuestion(stored, folder.input), stored.vector.budget);
    return 'outcome' in answer ? answer : compareOutcome(stored.vector, answer.result, level);
  },
};
