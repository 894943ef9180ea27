import type { Paint } from '../report/render/paint.ts';
import { toVisible } from '../report/visible-text.ts';
import type { Difference, DifferenceReport } from './difference.ts';

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;
const STYLES = { added: 'good', removed: 'error', changed: 'warning' } as const;

/** More than these assets of a pack that merely moved are one line: one that grew moves all that stand behind it. */
const MOST_MOVED = 10;

/** The difference for people: a line each. */
export function renderDifferenceText(report: DifferenceReport, paint: Paint): string {
  const names = `${toVisible(report.before.path)} and ${toVisible(report.after.path)}`;
  if (report.equal) return `${names} are equal\n`;
  const moved = report.differences.filter(({ change }) => change === 'moved');
  const listed =
    moved.length > MOST_MOVED ? report.differences.filter(({ change }) => change !== 'moved') : report.differences;
  const lines = listed.map((difference) => paint(STYLES[difference.kind], toLine(difference)));
  if (listed !== report.differences) lines.push(paint(STYLES.changed, toMovedLine(moved)));
  const more = report.truncated ? ['there are more differences'] : [];
  return [`${names} differ`, ...lines, ...more, ...toReasons(report)].map((line) => `${line}\n`).join('');
}

function toMovedLine(moved: readonly Difference[]): string {
  const ids = moved.map(({ member = '' }) => member);
  return `${SIGNS.changed} ${moved.length} assets moved: ${ids.slice(0, MOST_MOVED).join(', ')}, …`;
}

/** Why nothing but bytes was compared, where a reader would expect more. */
function toReasons({ before, after, differences: [first, ...others] }: DifferenceReport): readonly string[] {
  if (first?.offset === undefined || first.member !== undefined || others.length > 0) return [];
  const kinds = [before, after].map(({ contract }) => contract ?? 'of no known contract');
  const broken = [before, after].flatMap(({ path, primary }) =>
    primary === undefined || primary.startsWith('report/') ? [] : [`${toVisible(path)} breaks ${primary}`],
  );
  if (kinds[0] !== kinds[1]) return [`one is ${kinds[0]}, the other ${kinds[1]}`, ...broken];
  return broken.map((line) => `${line}: the bytes are compared`);
}

function toLine({ kind, member, name, change, pointer, offset, before, after }: Difference): string {
  const place = [
    ...(member === undefined ? [] : [toVisible(member)]),
    ...(name === undefined ? [] : [toVisible(JSON.stringify(name))]),
    ...(change === undefined ? [] : [change]),
    ...(pointer === undefined || pointer === '' ? [] : [toVisible(pointer)]),
    ...(offset === undefined ? [] : [`from offset ${offset}`]),
  ].join(' ');
  const values = [before, after].filter((value) => value !== undefined).map(toVisible);
  return `${SIGNS[kind]} ${place === '' ? 'the artifact' : place}${values.length === 0 ? '' : `: ${values.join(' → ')}`}`;
}
