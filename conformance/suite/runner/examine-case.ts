import { isDeepStrictEqual } from 'node:util';
import { compareOutcome } from '../compare-outcome.ts';
import type { AdapterSession, Failure, Question, Reply } from '../protocol/adapter-session.ts';
import type { StoredVector } from '../read-vectors.ts';
import type { Level } from '../report/certification-report.ts';
import type { Verdict } from '../verdict.ts';
import type { CaseFolder } from './case-folder.ts';

/** What a kind of vector has to ask with. */
export interface CaseContext {
  readonly session: AdapterSession;
  readonly folder: CaseFolder;
  readonly level: Level;
}

/** Asks an adapter what one kind of vector asks, and judges the answers. */
export type ExamineCase = (stored: StoredVector, context: CaseContext) => Promise<Verdict>;

/** How each kind of vector is asked and judged. */
export const EXAMINERS: Readonly<Record<string, ExamineCase>> = {
  accept: examineVerdict,
  reject: examineVerdict,
};

/** What became of a vector: asked as its kind asks, and whether anything was written where nothing may be. */
export async function examineCase(stored: StoredVector, context: CaseContext): Promise<Verdict> {
  const { kind } = stored.vector;
  const examine = EXAMINERS[kind];
  if (examine === undefined) return { outcome: 'not-run', detail: `this suite cannot run vectors of the kind ${kind}` };
  context.folder.stage(stored);
  const verdict = await examine(stored, context);
  const detail = context.folder.sideEffect();
  return detail === undefined ? verdict : { outcome: 'side-effect', detail };
}

/** The request for the verdict on a vector's input. */
export function toValidateQuestion({ vector }: StoredVector, input: string): Question & { readonly op: 'validate' } {
  return { op: 'validate', contract: vector.contract, profile: vector.profile, input, options: {} };
}

async function examineVerdict(stored: StoredVector, { session, folder, level }: CaseContext): Promise<Verdict> {
  const question = toValidateQuestion(stored, folder.input);
  const answers = await askTwice(session, question);
  return 'outcome' in answers ? answers : compareOutcome(stored.vector, answers.result, level);
}

/**
 * Asks the same twice, one right after the other: what an adapter writes too much after its first answer is then found
 * at the second, and told of the right vector. Gives the result, or what the vector is to be called without one.
 */
export async function askTwice<Q extends Question>(
  session: AdapterSession,
  question: Q,
): Promise<Verdict | (Reply<Q['op']> & { readonly kind: 'result' })> {
  const first = await session.ask(question);
  if (first.kind === 'failure') return toVerdict(first);
  const second = await session.ask(question);
  if (second.kind === 'failure') return toVerdict(second);
  if (!isDeepStrictEqual(first, second)) {
    return { outcome: 'nondeterministic', detail: 'the same request had two answers', expected: first, got: second };
  }
  return second.kind === 'unsupported' ? { outcome: 'unsupported', detail: second.why } : second;
}

export function toVerdict({ outcome, detail, errors }: Failure): Verdict {
  return { outcome, detail, ...(errors !== undefined && { errors }) };
}
