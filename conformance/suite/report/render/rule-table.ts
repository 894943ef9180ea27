import { compareCodePoints } from '../../../recipes/code-point-order.ts';
import { type CertificationReport, type CertificationRow, OUTCOMES } from '../certification-report.ts';
import { countOutcomes } from '../create-report.ts';
import { toVisible } from './visible-text.ts';

/** Rules that the table shows; the page has them all. */
const MOST_RULES = 30;

/**
 * Many failures by the rule that their vectors are about, the first one that they cite: a line a rule, with how often
 * which outcome came of it, those with the most failures first.
 */
export function toRuleTable(failed: readonly CertificationRow[]): readonly string[] {
  const byRule = new Map<string, CertificationRow[]>();
  for (const row of failed) {
    const rule = toVisible(row.cites[0] ?? 'no rule');
    const rows = byRule.get(rule) ?? [];
    byRule.set(rule, rows);
    rows.push(row);
  }
  const entries = [...byRule].sort(([a, x], [b, y]) => y.length - x.length || compareCodePoints(a, b));
  const shown = entries.slice(0, MOST_RULES);
  const width = Math.max(...shown.map(([rule]) => rule.length));
  return [
    ...shown.map(([rule, rows]) => `${rule.padEnd(width)}  ${nameCounts(countOutcomes(rows))}`),
    ...(entries.length > MOST_RULES
      ? [`… and ${entries.length - MOST_RULES} more rules; --output html=FILE has them all`]
      : []),
  ];
}

/** How many there are of each outcome: `3 wrong-rule, 1 crash`. */
export function nameCounts(counts: CertificationReport['counts']): string {
  return OUTCOMES.filter((outcome) => counts[outcome] !== undefined)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ');
}
