import type { RuleFacts } from '../suite/rule-facts.ts';
import type { LadderRow } from './coverage-ladder.ts';
import type { Ladder } from './ladder.ts';
import type { MutantResult, MutantStatus } from './mutant.ts';
import { percent } from './release-gate.ts';

const STATUSES: readonly MutantStatus[] = ['killed', 'survived', 'unreached', 'broken'];

/** The kill table and the ladder, as text. */
export function toSummary(
  { rules: rows, producers, constraints, faults }: Ladder,
  rules: readonly RuleFacts[],
): string {
  const must = new Set(rules.filter(({ level }) => level === 'MUST').map(({ id }) => id));
  const ofMust = rows.filter(({ rule }) => must.has(rule));
  const isolated = ofMust.filter((row) => row.isolated).length / ofMust.length;
  const on = (rung: 'exercised' | 'discriminated'): number => rows.filter((row) => row[rung]).length;
  const table = [
    ['mutants', ...STATUSES],
    ['rules', ...countsOf(rows.map(toResult))],
    ['constraints', ...countsOf(constraints)],
    ['faults', ...countsOf(faults)],
  ];
  const lines = table.map(([name = '', ...cells]) => name.padEnd(12) + cells.map((cell) => cell.padStart(10)).join(''));
  return `${lines.join('\n')}

rules ${rows.length} · exercised ${on('exercised')} · discriminated ${on('discriminated')} · isolated ${percent(isolated)}
rules for producers ${producers.length} · a faulty producer is caught ${producers.filter(({ caught }) => caught).length}`;
}

function toResult({ rule, named, discriminated }: LadderRow): MutantResult {
  return { id: rule, status: discriminated ? 'killed' : named ? 'survived' : 'unreached' };
}

function countsOf(results: readonly MutantResult[]): readonly string[] {
  return STATUSES.map((status) => String(results.filter((result) => result.status === status).length));
}
