import { isDeepStrictEqual } from 'node:util';
import type { AdapterSession, Failure, Question, Reply } from '../protocol/adapter-session.ts';
import type { Budget } from '../vector.ts';
import type { Verdict } from '../verdict.ts';

/**
 * Asks the same twice, one right after the other: what an adapter writes too much after its first answer is then found
 * at the second, and told of the right vector. Gives the result, or what the vector is to be called without one.
 */
export async function askTwice<Q extends Question>(
  session: AdapterSession,
  question: Q,
  budget?: Budget,
): Promise<Verdict | (Reply<Q['op']> & { readonly kind: 'result' })> {
  const first = await session.ask(question, budget);
  if (first.kind === 'failure') return toVerdict(first);
  const second = await session.ask(question, budget);
  if (second.kind === 'failure') return toVerdict(second);
  if (!isDeepStrictEqual(first, second)) {
    return { outcome: 'nondeterministic', detail: 'the same request had two answers', expected: first, got: second };
  }
  return second.kind === 'unsupported' ? { outcome: 'unsupported', detail: second.why } : second;
}

/** What a vector is called whose answer never came. */
export function toVerdict({ outcome, detail, errors }: Failure): Verdict {
  return { outcome, detail, ...(errors !== undefined && { errors }) };
}
