import type { Change } from './change.ts';
import { type ContractComparison, countKinds } from './compare-contract.ts';

const KINDS = ['breaking', 'undecided', 'additive', 'editorial'] as const;
/** Of an instance that shows a change: enough to see what it is about. */
const MOST_CHARACTERS = 600;

/** The figures of every contract, then every change, the gravest first. */
export function toChangeTable(comparisons: readonly ContractComparison[]): string {
  const rows = [
    ['contract', 'released', ...KINDS],
    ...comparisons.map(({ contract, since, changes }) => {
      const counts = countKinds(changes);
      return [contract, since ?? 'not yet', ...KINDS.map((kind) => (since === undefined ? '' : `${counts[kind]}`))];
    }),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const details = comparisons.flatMap(({ contract, changes, problems }) => [
    ...problems.map((problem) => `damaged   ${contract}: ${problem}`),
    ...KINDS.flatMap((kind) =>
      changes.filter((change) => change.kind === kind).flatMap((change) => describe(contract, change)),
    ),
  ]);
  return [...table, ...(details.length > 0 ? ['', ...details] : [])].join('\n');
}

function describe(contract: string, { kind, file, where, what, shown }: Change): readonly string[] {
  const pointer = where.startsWith('#') ? `${file}${where}` : `${file} ${where}`;
  const lines = [`${kind.padEnd(9)} ${contract}/${pointer}: ${what}`];
  if (shown !== undefined) {
    const verdict = kind === 'breaking' ? 'was valid, is refused now' : 'was refused, is valid now';
    lines.push(`          ${verdict}: ${brief(shown.instance)}`);
  }
  if (kind === 'undecided') {
    lines.push('          no instance was found that shows what it does: add an example that does, or undo it');
  }
  return lines;
}

function brief(instance: unknown): string {
  const text = JSON.stringify(instance);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}... (${text.length} characters)` : text;
}
