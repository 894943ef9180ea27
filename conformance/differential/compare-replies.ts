import { isDeepStrictEqual } from 'node:util';
import { compareCodePoints } from '../recipes/code-point-order.ts';
import { type Answer, primaryOf } from '../suite/compare-outcome.ts';
import type { Reply } from '../suite/protocol/adapter-session.ts';
import { isEveryFindingSettled, isOpenBetween, isOpenYaml, settledPlace } from './open-choices.ts';

/** What was judged. */
interface Judged {
  readonly contract: string;
  /** The text that was judged as strict YAML. */
  readonly yaml?: string | undefined;
}

/** In what two implementations disagree, said so that equal disagreements read the same; nothing where they agree. */
export function disagreement(
  one: Reply<'validate'>,
  other: Reply<'validate'>,
  { contract, yaml }: Judged,
): string | undefined {
  if (one.kind !== 'result' || other.kind !== 'result') {
    // Neither crash nor silence is an answer, even where both do it.
    return `${show(one)} against ${show(other)}`;
  }
  const [a, b] = [one.result, other.result];
  if (a.valid !== b.valid) return `${show(one)} against ${show(other)}`;
  if (!a.valid && isOpenBetween(a, b)) return undefined;
  const difference = differenceBetween(a, b) ?? (isEveryFindingSettled(contract) ? anotherFinding(a, b) : undefined);
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

/** In what two producers disagree, but for their products. */
export function produceDisagreement(one: Reply<'produce'>, other: Reply<'produce'>): string | undefined {
  const [own, theirs] = [showProduction(one), showProduction(other)];
  if (one.kind !== 'result' || other.kind !== 'result' || own !== theirs) return `${own} against ${theirs}`;
  if (one.result.produced || other.result.produced) return undefined;
  const [first, second] = [primaryOf(one.result.findings), primaryOf(other.result.findings)];
  return isDeepStrictEqual(first?.at, second?.at) ? undefined : `${first?.rule} at another place`;
}

function showProduction(reply: Reply<'produce'>): string {
  if (reply.kind !== 'result') return showFailure(reply);
  const { result } = reply;
  return result.produced ? 'produced' : (primaryOf(result.findings)?.rule ?? 'refused without a rule');
}

/** The first finding of the one that is not that of the other in its place. */
function anotherFinding({ findings: own }: Answer, { findings: theirs }: Answer): string | undefined {
  const count = Math.max(own.length, theirs.length);
  for (let index = 0; index < count; index += 1) {
    const [a, b] = [own[index], theirs[index]];
    if (a?.rule !== b?.rule) return `further findings: ${a?.rule ?? 'none'} against ${b?.rule ?? 'none'}`;
    if (!isDeepStrictEqual(a?.at, b?.at)) return `further findings: ${a?.rule} at another place`;
  }
  return undefined;
}

/** In what two resolvers disagree. */
export function resolveDisagreement(one: Reply<'resolve'>, other: Reply<'resolve'>): string | undefined {
  const [own, theirs] = [showResolution(one), showResolution(other)];
  const isAnswer = one.kind === 'result' && other.kind === 'result';
  return own === theirs && isAnswer ? undefined : `${own} against ${theirs}`;
}

function showResolution(reply: Reply<'resolve'>): string {
  if (reply.kind !== 'result') return showFailure(reply);
  const { result } = reply;
  if ('refused' in result) return result.refused;
  return ['resolved', result.resolved, ...[...new Set(result.warnings)].sort(compareCodePoints)].join(' ');
}

function warningsOf({ findings }: Answer): string {
  return [...new Set(findings.map(({ rule }) => rule))].sort(compareCodePoints).join(' ');
}

function show(reply: Reply<'validate'>): string {
  return reply.kind === 'result' ? showAnswer(reply.result) : showFailure(reply);
}

function showFailure(reply: Exclude<Reply, { readonly kind: 'result' }>): string {
  return reply.kind === 'unsupported' ? 'unsupported' : `${reply.outcome} (${reply.detail})`;
}

function showAnswer({ valid, findings }: Answer): string {
  return valid ? 'valid' : (primaryOf(findings)?.rule ?? 'invalid without a rule');
}
