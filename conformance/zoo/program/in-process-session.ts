import { catalogue, type RuleId } from '../../../reference/generated/catalogue.ts';
import { CONSUMERS, toResult } from '../../adapters/reference/consumers.ts';
import { withOpenArtifact } from '../../adapters/reference/open-artifact.ts';
import { PRODUCERS } from '../../adapters/reference/producers.ts';
import { RESOLVERS } from '../../adapters/reference/resolvers.ts';
import type { AdapterSession, Operation, Question } from '../../suite/protocol/adapter-session.ts';
import { parseAnswer, type ResultOf } from '../../suite/protocol/parse-answer.ts';

type Answers = { readonly [Op in Operation]: (question: Question) => Promise<ResultOf<Op>> };

/** A conversation with the reference without another process, with some rules left out. What it throws is a crash. */
export function inProcessSession(without: readonly string[]): AdapterSession {
  const answers: Answers = {
    describe: () => refuse('describe'),
    async validate(question) {
      if (question.op !== 'validate') return refuse(question.op);
      const consume = CONSUMERS[question.contract];
      if (consume === undefined) return refuse(question.contract);
      const selection = { profile: question.profile, without: new Set(without.filter(isRuleId)) };
      return toResult(
        await withOpenArtifact(question.input, (artifact) =>
          consume(artifact, { selection, observe: true, asked: question.options }),
        ),
      );
    },
    async produce(question) {
      if (question.op !== 'produce') return refuse(question.op);
      const produce = PRODUCERS[question.contract];
      if (produce === undefined) return refuse(question.contract);
      const reply = parseAnswer(Buffer.from(JSON.stringify({ id: 1, result: await produce(question) })), 'produce', 1);
      return reply.kind === 'result' ? reply.result : refuse(reply.kind);
    },
    async resolve(question) {
      if (question.op !== 'resolve') return refuse(question.op);
      const resolve = RESOLVERS[question.contract];
      if (resolve === undefined) return refuse(question.contract);
      return resolve(question, new Set(without.filter(isRuleId)));
    },
  };
  return {
    async ask<Q extends Question>(question: Q) {
      const op: Q['op'] = question.op;
      return { kind: 'result', result: await answers[op](question) };
    },
    close: async () => {},
    kill: () => {},
  };
}

function refuse(what: string): never {
  throw new Error(`the zoo does not ask this: ${what}`);
}

function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(catalogue, id);
}
