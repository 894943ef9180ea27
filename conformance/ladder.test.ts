import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { climbLadder, type LadderRow } from './suite/coverage-ladder.ts';
import { answerInProcess } from './suite/in-process-adapter.ts';
import { readVectors } from './suite/read-vectors.ts';
import { readRules } from './suite/rule-facts.ts';

type Rung = 'exercised' | 'discriminated' | 'isolated';

/** A rule that is not on a rung, and why it may be so. */
interface LadderException {
  readonly rule: string;
  readonly lacks: readonly Rung[];
  readonly reason: string;
}

const RUNGS: readonly Rung[] = ['exercised', 'discriminated', 'isolated'];
const root = join(import.meta.dirname, '..');
const rules = [...readRules(root).values()].filter(
  // The rules on the report itself are about a run over several artifacts, not about one.
  ({ status, role, contract }) => status === 'active' && role === 'consumer' && contract !== 'interfaces',
);
const rows = await climbLadder(rules, readVectors(join(import.meta.dirname, 'vectors')), answerInProcess);
const exceptions: readonly LadderException[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'ladder-exceptions.json'), 'utf8'),
);
print();

describe('the coverage ladder', () => {
  it('has every rule on every rung, but for the exceptions that are listed', () => {
    expect(missingRungs(rows)).toEqual(Object.fromEntries(exceptions.map(({ rule, lacks }) => [rule, lacks])));
  });

  it('has at least 95 % of the rules of level MUST isolated', () => {
    const must = new Set(rules.filter(({ level }) => level === 'MUST').map(({ id }) => id));
    const isolated = rows.filter(({ rule, isolated }) => must.has(rule) && isolated);
    expect(isolated.length / must.size).toBeGreaterThanOrEqual(0.95);
  });

  it('gives a reason for every exception', () => {
    expect(exceptions.filter(({ reason }) => !/^[A-Z].{20,}\.$/.test(reason))).toEqual([]);
  });
});

function missingRungs(of: readonly LadderRow[]): Record<string, readonly Rung[]> {
  return Object.fromEntries(
    of.flatMap((row) => {
      const lacks = RUNGS.filter((rung) => !row[rung]);
      return lacks.length === 0 ? [] : [[row.rule, lacks]];
    }),
  );
}

function print(): void {
  const width = Math.max(...rules.map(({ contract }) => contract.length));
  const lines = [...new Set(rules.map(({ contract }) => contract))].flatMap((contract) =>
    ['MUST', 'SHOULD'].map((level) => {
      const own = new Set(
        rules.filter((rule) => rule.contract === contract && rule.level === level).map(({ id }) => id),
      );
      const reached = rows.filter(({ rule }) => own.has(rule));
      const counts = (['named', ...RUNGS] as const).map(
        (rung) => `${rung} ${reached.filter((row) => row[rung]).length}`,
      );
      return `${contract.padEnd(width)} ${level.padEnd(6)} of ${String(own.size).padStart(3)}: ${counts.join(', ')}`;
    }),
  );
  console.log(lines.join('\n'));
}
