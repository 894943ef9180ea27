import { MOST_OUTLINE_NODES, type Outline, type OutlineNode } from '../outline.ts';
import { toVisible } from '../visible-text.ts';
import { tableLines } from './table.ts';

const LONGEST_KEY = 80;
const INDENT = '  ';

interface Line {
  readonly place: string;
  readonly text: string;
}

/** An outline as lines: where each value stands, its key by depth, what it is. What is left out is said where it is. */
export function* outlineLines({ root, leftOut }: Outline): Generator<string> {
  yield* tableLines(
    [...linesOf(root, '')],
    ({ place }) => [place],
    ({ text }) => text,
  );
  if (leftOut > 0) {
    yield `An outline has bounds: --nodes <count> shows more, up to ${MOST_OUTLINE_NODES} nodes.\n`;
  }
}

function* linesOf(node: OutlineNode, indent: string): Generator<Line> {
  const { key, line, column, children, count = 0 } = node;
  const name = key === undefined ? '' : `${toName(key)}: `;
  yield { place: `${line}:${column}`, text: `${indent}${name}${describe(node)}` };
  for (const child of children) yield* linesOf(child, indent + INDENT);
  const more = count - children.length;
  if (more > 0) yield { place: '', text: `${indent}${INDENT}… ${more}${children.length > 0 ? ' more' : ' below'}` };
}

/** A key that could be taken for something else stands in quotes. */
function toName(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  const points = [...key];
  const short = points.length > LONGEST_KEY ? `${points.slice(0, LONGEST_KEY).join('')}…` : key;
  return /^[\p{L}\p{N}_$][\p{L}\p{N}_$./@+-]*$/u.test(short) ? short : toVisible(JSON.stringify(short));
}

function describe({ type, count, length, value, hidden }: OutlineNode): string {
  if (count !== undefined) return `${type} of ${count}`;
  if (hidden === true) return `${type}, not shown`;
  if (value === undefined) return `${type} of ${length ?? 0} characters`;
  return value === null ? type : `${type} ${toVisible(JSON.stringify(value))}`;
}
