import type { DistributionContract } from '../../../generated/types/distribution-contract.ts';

interface MatrixDifference {
  /** Line of the table, from 1; undefined where there is none. */
  readonly line: number | undefined;
  readonly problem: string;
}

const COLUMNS = ['Platform', 'OS', 'Arch', 'Binary compatibility'];
/** What stands below the heading of every table. */
const BELOW = /^[ \t]*\|?[ \t:|-]*-[ \t:|-]*$/u;

/** How the first table of platforms in a text differs from the matrix of a contract: one difference a system. */
export function compareMatrices(
  lines: readonly string[],
  matrix: DistributionContract['compatibility_matrix'],
): readonly MatrixDifference[] {
  const head = lines.findIndex((line, place) => columnsOf(line) !== undefined && BELOW.test(lines[place + 1] ?? ''));
  const columns = columnsOf(lines[head] ?? '');
  if (columns === undefined) return [{ line: undefined, problem: 'the text has no table of platforms' }];
  const stated = new Map<string, Set<string>>();
  for (const line of rowsBehind(lines, head)) {
    const cells = cellsOf(line);
    const cell = (column: number): string => cells[columns[column] ?? -1] ?? '';
    const compatibility = (/[A-Za-z]+/u.exec(cell(3))?.[0] ?? '').toLowerCase();
    const names = cell(2)
      .split(/[/,]/u)
      .map((name) => name.trim());
    for (const name of names) if (name !== '') add(stated, cell(1), `${name} ${compatibility}`);
    if (names.every((name) => name === '')) add(stated, cell(1), '');
  }
  const meant = new Map<string, Set<string>>();
  for (const { os, arch, compatibility } of matrix) {
    for (const name of arch) add(meant, os, `${name} ${compatibility}`);
  }
  return [...new Set([...meant.keys(), ...stated.keys()])]
    .filter((os) => textOf(stated.get(os)) !== textOf(meant.get(os)))
    .map((os) => ({ line: head + 1, problem: `the table and the contract differ on ${os}` }));
}

function columnsOf(line: string): readonly number[] | undefined {
  const cells = cellsOf(line);
  const columns = COLUMNS.map((name) =>
    cells.findIndex((cell) => (name === 'Binary compatibility' ? cell.startsWith(name) : cell === name)),
  );
  return columns.includes(-1) ? undefined : columns;
}

/** The rows of a table behind its head and the line below that. */
function rowsBehind(lines: readonly string[], head: number): readonly string[] {
  const rest = lines.slice(head + 2);
  const end = rest.findIndex((line) => !line.includes('|'));
  return end === -1 ? rest : rest.slice(0, end);
}

// The lines at both ends of a row may be left out.
function cellsOf(line: string): readonly string[] {
  if (!line.includes('|')) return [];
  const inner = line.trim().replace(/^\|/u, '').replace(/\|$/u, '');
  return inner.split('|').map((cell) => cell.replaceAll('`', '').trim());
}

function add(into: Map<string, Set<string>>, os: string, pair: string): void {
  const pairs = into.get(os) ?? new Set();
  into.set(os, pairs.add(pair));
}

// A system that one side does not name differs from one without architectures.
function textOf(pairs: ReadonlySet<string> | undefined): string | undefined {
  return pairs && [...pairs].sort().join('\n');
}
