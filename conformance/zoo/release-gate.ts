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

const RUNGS: readonly Rung[] = ['exercised', 'discriminated', 'isolated'];
const LEAST_ISOLATED = 0.95;
const LEAST_FAULTS_KILLED = 57 / 60;

/** Why the vectors may not be released; nothing where they may. Computed from the rows alone. */
export function gateProblems(
  ladder: Ladder,
  rules: readonly RuleFacts[],
  exceptions: LadderExceptions,
): readonly string[] {
  return [
    ...rowProblems(ladder, rules, exceptions),
    ...(ladder.constraints.length === 0 ? ['no constraint of a schema was left out'] : []),
    ...shareProblems(ladder.faults),
  ];
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
    ...producerProblems(ladder, rules, exceptions.producers),
    ...reasonProblems(exceptions),
  ];
}

/** An exception without a reason hides something. */
function reasonProblems({ rules, constraints, faults, producers }: LadderExceptions): readonly string[] {
  const named = [
    ...[...rules, ...producers].map(({ rule, reason }) => ({ id: rule, reason })),
    ...[...constraints, ...faults].map(({ id, reason }) => ({ id, reason })),
  ];
  return named
    .filter(({ reason }) => typeof reason !== 'string' || reason.trim() === '')
    .map(({ id }) => `the exception for ${id} gives no reason`);
}

/** Exceptions that are about no row at all, such as those of rules that have gone. */
function strayProblems(
  rows: readonly { readonly rule: string }[],
  exceptions: readonly { readonly rule: string }[],
): readonly string[] {
  return exceptions
    .filter(({ rule }) => !rows.some((row) => row.rule === rule))
    .map(({ rule }) => `the exception for ${rule} is about no row`);
}

/** Rules of a role that the ladder says nothing about. */
function missingProblems(
  rows: readonly { readonly rule: string }[],
  rules: readonly RuleFacts[],
  role: string,
): readonly string[] {
  return rules
    .filter((rule) => rule.role === role && !rows.some((row) => row.rule === rule.id))
    .map(({ id }) => `${id} has no row`);
}

function ruleProblems(
  rows: readonly LadderRow[],
  rules: readonly RuleFacts[],
  exceptions: LadderExceptions['rules'],
): readonly string[] {
  const climbed = rules.filter(({ role }) => role !== 'producer');
  const must = new Set(climbed.filter(({ level }) => level === 'MUST').map(({ id }) => id));
  const low = rows.flatMap((row) => {
    const lacks = RUNGS.filter((rung) => !row[rung]);
    const allowed = exceptions.find(({ rule }) => rule === row.rule)?.lacks ?? [];
    return lacks.join() === allowed.join()
      ? []
      : [`${row.rule} lacks ${lacks.join(', ') || 'nothing'}, not ${allowed.join(', ') || 'nothing'}`];
  });
  const isolated = rows.filter((row) => must.has(row.rule) && row.isolated).length / must.size;
  return [
    ...missingProblems(rows, rules, 'consumer'),
    ...missingProblems(rows, rules, 'resolver'),
    ...strayProblems(rows, exceptions),
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

function producerProblems(
  { producers }: Ladder,
  rules: readonly RuleFacts[],
  exceptions: LadderExceptions['producers'],
): readonly string[] {
  const excused = new Set(exceptions.map(({ rule }) => rule));
  const wrong = producers
    .filter(({ rule, caught }) => caught === excused.has(rule))
    .map(({ rule, caught }) =>
      caught ? `${rule} needs no exception` : `no golden tells a producer that breaks ${rule}`,
    );
  return [...missingProblems(producers, rules, 'producer'), ...strayProblems(producers, exceptions), ...wrong];
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
