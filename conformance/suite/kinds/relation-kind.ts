import { writeFileSync } from 'node:fs';
import type { Answer } from '../compare-outcome.ts';
import type { Failure } from '../protocol/adapter-session.ts';
import type { StoredVector } from '../read-vectors.ts';
import { type DerivingRelation, deriveInputs } from '../relations/derive-inputs.ts';
import { toVerdict } from '../runner/ask-twice.ts';
import { readFileInput } from '../stage-input.ts';
import type { RelationVector } from '../vector.ts';
import { PASS, type Verdict } from '../verdict.ts';
import { toProduceQuestion } from './golden-kind.ts';
import { examineProducer } from './producer-relation.ts';
import type { CaseContext, VectorKind } from './vector-kind.ts';
import { toValidateQuestion } from './verdict-kind.ts';

/** `relation`: many inputs follow from one, or many runs; what they come to must agree. */
export const RELATION_KIND: VectorKind<RelationVector> = {
  questions: (stored, paths) =>
    stored.vector.role === 'producer' ? [toProduceQuestion(stored, paths)] : [toValidateQuestion(stored, paths.input)],
  examine: (stored, context) => {
    const { relation } = stored.vector;
    return 'seed' in relation ? examineConsumer(stored, relation, context) : examineProducer(stored, relation, context);
  },
};

async function examineConsumer(
  stored: StoredVector<RelationVector>,
  relation: DerivingRelation,
  context: CaseContext,
): Promise<Verdict> {
  const original = await judge(stored, context);
  if ('outcome' in original) return original;
  if (!original.valid)
    return { outcome: 'wrong-verdict', detail: 'the input that others follow from is valid', got: original };
  const { expect } = stored.vector;
  const isExpected = 'valid' in expect && expect.valid;
  for (const { bytes, how } of deriveInputs(readFileInput(stored), relation)) {
    context.folder.restage((input) => writeFileSync(input, bytes));
    const answer = await judge(stored, context);
    if ('outcome' in answer) return answer;
    if (answer.valid !== isExpected) {
      const detail = `the input ${how} is ${isExpected ? 'valid, and was rejected' : 'invalid, and was accepted'}`;
      return { outcome: 'relation-broken', detail, expected: { valid: isExpected }, got: { valid: answer.valid } };
    }
    const [before, after] = [documentOf(original), documentOf(answer)];
    if (isExpected && context.level !== 'verdict' && before !== after) {
      const detail = `the input ${how} is the same document, and was read as another`;
      return { outcome: 'relation-broken', detail, expected: before ?? null, got: after ?? null };
    }
  }
  return PASS;
}

async function judge(
  stored: StoredVector<RelationVector>,
  { session, folder }: CaseContext,
): Promise<Answer | Verdict> {
  const reply = await session.ask(toValidateQuestion(stored, folder.input));
  return reply.kind === 'result' ? reply.result : withoutResult(reply);
}

/** What a vector is called whose question had no result. */
export function withoutResult(reply: Failure | { readonly kind: 'unsupported'; readonly why: string }): Verdict {
  return reply.kind === 'failure' ? toVerdict(reply) : { outcome: 'unsupported', detail: reply.why };
}

/** The digest of the document that the input is. */
function documentOf({ observation }: Answer): unknown {
  const documents =
    observation === undefined ? {} : Object.entries(observation).find(([name]) => name === 'documents')?.[1];
  return typeof documents === 'object' && documents !== null
    ? Object.entries(documents).find(([path]) => path === '')?.[1]
    : undefined;
}
