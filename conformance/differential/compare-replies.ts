import { isDeepStrictEqual } from 'node:util';
import { compareCodePoints } from '../recipes/code-point-order.ts';
import { type Answer, primaryOf } from '../suite/compare-outcome.ts';
import type { Reply } from '../suite/protocol/adapter-session.ts';
import { isOpenBetween, isOpenYaml, settledPlace } from './open-choices.ts';

/**
 * In what two implementations disagree, said so that equal disagreements read the same; nothing where they agree.
 * `yaml` is the text that was judged as strict YAML.
 */
export function disagreement(one: Reply<'validate'>, other: Reply<'validate'>, yaml?: string): string | undefined {
  if (one.kind !== 'result' || other.kind !== 'result') {
    // Neither crash nor silence is an answer, even where both do it.
    return `${show(one)} against ${show(other)}`;
  }
  const [a, b] = [one.result, other.result];
  if (a.valid !== b.valid) return `${show(one)} against ${show(other)}`;
  if (!a.valid && isOpenBetween(a, b)) return undefined;
  const difference = differenceBetween(a, b);
  return difference === undefined || a.valid || yaml === undefined || !isOpenYaml(a, b, yaml) ? difference : undefined;
}

function differenceBetween(a: Answer, b: Answer): string | undefined {
  const [first, second] = [primaryOf(a.findings), primaryOf(b.findings)];
  if (first?.rule !== second?.rule) return `${showAnswer(a)} against ${showAnswer(b)}`;
  if (!a.valid) {
    const [here, there] = [first, second].map((found) => settledPlace(found?.rule ?? '', found?.at ?? {}));
    const place = isDeepStrictEqual(here, there);
    const constraint = ['keyword', 'schemaPointer'].every((name) => first?.details[name] === second?.details[name]);
    return place && constraint ? undefined : `${first?.rule} at another ${place ? 'constraint' : 'place'}`;
  }
  const [own, theirs] = [warningsOf(a), warningsOf(b)];
  if (own !== theirs) return `warnings ${own || 'none'} against ${theirs || 'none'}`;
  return isDeepStrictEqual(a.observation, b.observation) ? undefined : 'another observation';
}

function warningsOf({ findings }: Answer): string {
  return [...new Set(findings.map(({ rule }) => rule))].sort(compareCodePoints).join(' ');
}

function show(reply: Reply<'validate'>): string {
  if (reply.kind === 'unsupported') return 'unsupported';
  if (reply.kind === 'failure') return `${reply.outcome} (${reply.detail})`;
  return showAnswer(reply.result);
}

function showAnswer({ valid, findings }: Answer): string {
  return valid ? 'valid' : (primaryOf(findings)?.rule ?? 'invalid without a rule');
}
