import type { RuleFacts } from '../suite/rule-facts.ts';
import type { LadderRow } from './coverage-ladder.ts';
import type { Ladder } from './ladder.ts';
import type { MutantResult } from './mutant.ts';

/** What may stay as it is, with the reason: committed beside the ladder. */
export interface LadderExceptions {
  readonly rules: readonly { readonly rule: string; readonly lacks: readonly Rung[]; readonly reason: string }[];
  /** Constraints that no vector can tell. */
  readonly constraints: readonly { readonly id: string; readonly reason: string }[];
  readonly faults: readonly { readonly id: string; readonly reason: string }[];
  /** Rules for producers that no golden tells. */
  readonly producers: readonly { readonly rule: string; readonly reason: string }[];
}

export type Rung = 'exercised' | 'discriminated' | 'isolated';

export const RUNGS: readonly Rung[] = ['exercised', 'discriminated', 'isolated'];
const LEAST_ISOLATED = 0.95;
const LEAST_FAULTS_KILLED = 57 / 60;

/** Why the vectors may not be released; nothing where they may. Computed from the rows alone. */
export function gateProblems(
  ladder: Ladder,
  rules: readonly RuleFacts[],
  exceptions: LadderExceptions,
): readonly string[] {
  return [...rowProblems(ladder, rules, exceptions), ...shareProblems(ladder.faults)];
}

/** The same of the rows alone, whatever share of all of them they are. */
export function rowProblems(
  ladder: Ladder,
  rules: readonly RuleFacts[],
  exceptions: LadderExceptions,
): readonly string[] {
  return [
    ...ruleProblems(ladder.rules, rules, exceptions.rules),
    ...mutantProblems('constraint', ladder.constraints, exceptions.constraints),
    ...mutantProblems('fault', ladder.faults, exceptions.faults),
    ...producerProblems(ladder, exceptions.producers),
  ];
}

function ruleProblems(
  rows: readonly LadderRow[],
  rules: readonly RuleFacts[],
  exceptions: LadderExceptions['rules'],
): readonly string[] {
  const consumers = rules.filter(({ role }) => role === 'consumer');
  const must = new Set(consumers.filter(({ level }) => level === 'MUST').map(({ id }) => id));
  const missing = consumers
    .filter(({ id }) => !rows.some(({ rule }) => rule === id))
    .map(({ id }) => `${id} has no row`);
  const low = rows.flatMap((row) => {
    const lacks = RUNGS.filter((rung) => !row[rung]);
    const allowed = exceptions.find(({ rule }) => rule === row.rule)?.lacks ?? [];
    return lacks.join() === allowed.join()
      ? []
      : [`${row.rule} lacks ${lacks.join(', ') || 'nothing'}, not ${allowed.join(', ') || 'nothing'}`];
  });
  const isolated = rows.filter((row) => must.has(row.rule) && row.isolated).length / must.size;
  return [
    ...missing,
    ...low,
    ...(isolated < LEAST_ISOLATED ? [`only ${percent(isolated)} of the MUST rules are isolated`] : []),
  ];
}

function mutantProblems(
  kind: string,
  results: readonly MutantResult[],
  exceptions: readonly { readonly id: string }[],
): readonly string[] {
  const excused = new Set(exceptions.map(({ id }) => id));
  const alive = results.filter(({ status }) => status !== 'killed');
  return [
    ...alive
      .filter(({ id, status }) => status === 'broken' || !excused.has(id))
      .map(({ id, status }) => `the ${kind} ${id} is ${status}`),
    ...exceptions
      .filter(({ id }) => !alive.some((result) => result.id === id))
      .map(({ id }) => `the ${kind} ${id} needs no exception`),
  ];
}

function shareProblems(results: readonly MutantResult[]): readonly string[] {
  const killed = results.filter(({ status }) => status === 'killed').length;
  if (results.length < 60) return [`there are only ${results.length} faults`];
  return killed / results.length < LEAST_FAULTS_KILLED ? [`only ${killed} of ${results.length} faults are killed`] : [];
}

function producerProblems({ producers }: Ladder, exceptions: LadderExceptions['producers']): readonly string[] {
  const excused = new Set(exceptions.map(({ rule }) => rule));
  return producers
    .filter(({ rule, caught }) => caught === excused.has(rule))
    .map(({ rule, caught }) =>
      caught ? `${rule} needs no exception` : `no golden tells a producer that breaks ${rule}`,
    );
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
