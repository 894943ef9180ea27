import type { ReportDifference, RowChange } from '../diff-reports.ts';
import type { Paint } from './text.ts';
import { toVisible } from './visible-text.ts';

/** The difference for people: what was run otherwise, then a line a vector, then whether anything got worse. */
export function renderReportDifference({ settings, rows, worse }: ReportDifference, paint: Paint): string {
  const lines = [
    ...settings.map((change) => {
      const line = `${change.cause}: ${toVisible(change.before)} → ${toVisible(change.after)}`;
      return change.worse ? paint('error', line) : line;
    }),
    ...rows.map((row) => toLine(row, paint)),
    summarise(rows),
    worse ? paint('error', 'something got worse') : paint('good', 'nothing got worse'),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function toLine({ vector, contract, before, after, causes, worse }: RowChange, paint: Paint): string {
  const sides = [before, after].map((side) => (side === undefined ? 'none' : `${side.outcome}@${side.rev}`));
  const change = paint(worse ? 'error' : 'good', sides.join(' → '));
  return `  ${paint('strong', vector)} ${contract}  ${change}  ${paint('faint', causes.join(', or '))}`;
}

function summarise(rows: readonly RowChange[]): string {
  const worse = rows.filter((row) => row.worse).length;
  return `${rows.length} ${rows.length === 1 ? 'vector differs' : 'vectors differ'}, ${worse} for the worse`;
}
