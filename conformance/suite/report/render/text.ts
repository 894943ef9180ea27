import type { CertificationReport, CertificationRow } from '../certification-report.ts';
import { explainPattern } from '../explain-pattern.ts';
import { judgeCertification, nameTarget } from '../judge-report.ts';
import { belongsToTarget } from '../vector-index.ts';
import { nameCounts, toRuleTable } from './rule-table.ts';
import { toVisible } from './visible-text.ts';

/** Colours a piece of text, or leaves it as it is. */
export type Paint = (style: 'error' | 'warning' | 'good' | 'strong' | 'faint', text: string) => string;

/** Rows that the text shows one by one; the JSON has them all. */
const MOST_ROWS = 20;

/** The report for people: who was driven, what each target came to, why it does not certify, and the first failures. */
export function renderText(report: CertificationReport, paint: Paint = (_style, text) => text): string {
  const { certified, reasons } = judgeCertification(report);
  const failed = report.rows.filter(({ outcome }) => outcome !== 'pass');
  const { implementation, suite } = report;
  const lines = [
    `${paint('strong', toVisible(`${implementation.name} ${implementation.version}`))} ${paint('faint', toVisible(`against ${suite.name} ${suite.version}, vectors ${suite.vectorsDigest.slice(0, 12)}`))}`,
    ...report.targets.map((target) => {
      const rows = report.rows.filter((row) => belongsToTarget(row, target));
      const passed = rows.filter(({ outcome }) => outcome === 'pass').length;
      const style = passed === rows.length ? 'good' : 'error';
      return `  ${nameTarget(target)}, to the ${target.level}: ${paint(style, `${passed} of ${rows.length} pass`)}`;
    }),
    ...failed.slice(0, MOST_ROWS).flatMap((row) => toLines(row, paint)),
    ...(failed.length > MOST_ROWS
      ? [paint('faint', `  … and ${failed.length - MOST_ROWS} more; --output json=FILE has them all`)]
      : []),
    ...(failed.length > MOST_ROWS ? toRuleTable(failed).map((line) => `    ${line}`) : []),
    ...(failed.length === 0 ? [] : [`  ${nameCounts(report.counts)}`]),
    ...explainPattern(report.rows).map((sentence) => `  ${paint('warning', sentence)}`),
    certified
      ? `${paint('good', 'certified')} ${paint('faint', `result ${report.resultDigest}`)}`
      : `${paint('error', 'not certified')}: ${reasons.join('; ')}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function toLines(row: CertificationRow, paint: Paint): readonly string[] {
  const { vector, rev, outcome, cites, detail, expected, got } = row;
  const rules = cites.slice(0, 3).join(', ');
  return [
    `  ${paint('error', outcome)} ${paint('strong', `${vector}@${rev}`)} ${rules}`,
    ...(detail === undefined ? [] : [`    ${toVisible(detail)}`]),
    ...(expected === undefined ? [] : [`    ${paint('faint', 'expected')} ${toShort(expected)}`]),
    ...(got === undefined ? [] : [`    ${paint('faint', 'got')}      ${toShort(got)}`]),
  ];
}

function toShort(text: string): string {
  const visible = toVisible(text);
  return visible.length > 300 ? `${visible.slice(0, 300)}…` : visible;
}
