import type { DistributionContract } from '../../../generated/types/distribution-contract.ts';

interface MatrixDifference {
  /** Line of the table, from 1; undefined where there is none. */
  readonly line: number | undefined;
  readonly problem: string;
}

const COLUMNS = ['platform', 'os', 'arch', 'binary compatibility'];

/** How the first table of platforms in a text differs from the matrix of a contract: one difference a system. */
export function compareMatrices(
  lines: readonly string[],
  matrix: DistributionContract['compatibility_matrix'],
): readonly MatrixDifference[] {
  const head = lines.findIndex((line) => columnsOf(line) !== undefined);
  const columns = columnsOf(lines[head] ?? '');
  if (columns === undefined) return [{ line: undefined, problem: 'the text has no table of platforms' }];
  const stated = new Map<string, Set<string>>();
  for (const line of rowsBehind(lines, head)) {
    const cells = cellsOf(line);
    const cell = (column: number): string => cells[columns[column] ?? -1] ?? '';
    const compatibility = (/^[A-Za-z]+/u.exec(cell(3))?.[0] ?? '').toLowerCase();
    for (const arch of cell(2).split(/[/,]/u)) add(stated, cell(1), `${arch.trim()} ${compatibility}`);
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
  const cells = cellsOf(line).map((cell) => cell.toLowerCase());
  const columns = COLUMNS.map((name) =>
    cells.findIndex((cell) => (name === 'binary compatibility' ? cell.startsWith(name) : cell === name)),
  );
  return columns.includes(-1) ? undefined : columns;
}

/** The rows of a table behind its head and the line below that. */
function rowsBehind(lines: readonly string[], head: number): readonly string[] {
  const rest = lines.slice(head + 2);
  const end = rest.findIndex((line) => !line.trim().startsWith('|'));
  return end === -1 ? rest : rest.slice(0, end);
}

function cellsOf(line: string): readonly string[] {
  const inner = /^\s*\|(.*)\|\s*$/u.exec(line)?.[1];
  return inner === undefined ? [] : inner.split('|').map((cell) => cell.replaceAll('`', '').trim());
}

function add(into: Map<string, Set<string>>, os: string, pair: string): void {
  const pairs = into.get(os) ?? new Set();
  into.set(os, pairs.add(pair));
}

function textOf(pairs: ReadonlySet<string> | undefined): string {
  return [...(pairs ?? [])].sort().join('\n');
}
