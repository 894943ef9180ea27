import type { Paint } from '../report/render/paint.ts';
import { toVisible } from '../report/visible-text.ts';
import type { Difference, DifferenceReport } from './difference.ts';

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;
const STYLES = { added: 'good', removed: 'error', changed: 'warning' } as const;

/** The difference for people: a line each. */
export function renderDifferenceText(report: DifferenceReport, paint: Paint): string {
  const names = `${toVisible(report.before.path)} and ${toVisible(report.after.path)}`;
  if (report.equal) return `${names} are equal\n`;
  const lines = report.differences.map((difference) => paint(STYLES[difference.kind], toLine(difference)));
  const more = report.truncated ? ['there are more differences'] : [];
  return [`${names} differ`, ...lines, ...more].map((line) => `${line}\n`).join('');
}

function toLine({ kind, member, change, pointer, offset, before, after }: Difference): string {
  const place = [
    ...(member === undefined ? [] : [toVisible(member)]),
    ...(change === undefined ? [] : [change]),
    ...(pointer === undefined || pointer === '' ? [] : [toVisible(pointer)]),
    ...(offset === undefined ? [] : [`from offset ${offset}`]),
  ].join(' ');
  const values = [before, after].filter((value) => value !== undefined).map(toVisible);
  return `${SIGNS[kind]} ${place === '' ? 'the artifact' : place}${values.length === 0 ? '' : `: ${values.join(' → ')}`}`;
}
