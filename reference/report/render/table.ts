/** Rows as aligned columns of printable text; numbers to the right. Two spaces between columns. */
export function toTable(rows: readonly (readonly (string | number)[])[]): string {
  const widths = columnWidths(rows, (row) => row);
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => pad(cell, widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/**
 * The lines of a table whose first columns are aligned and whose last one is as wide as it is. The last cell is made
 * when its line is: it is the long one, and there may be very many. The rows are walked twice.
 */
export function* tableLines<Row>(
  rows: Iterable<Row>,
  toCells: (row: Row) => readonly (string | number)[],
  toLast: (row: Row) => string,
): Generator<string> {
  const widths = columnWidths(rows, toCells);
  for (const row of rows) {
    const cells = toCells(row).map((cell, column) => pad(cell, widths[column] ?? 0));
    yield `${[...cells, toLast(row)].join('  ').trimEnd()}\n`;
  }
}

function columnWidths<Row>(
  rows: Iterable<Row>,
  toCells: (row: Row) => readonly (string | number)[],
): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of toCells(row).entries()) {
      widths[column] = Math.max(widths[column] ?? 0, [...String(cell)].length);
    }
  }
  return widths;
}

function pad(cell: string | number, width: number): string {
  const space = ' '.repeat(Math.max(0, width - [...String(cell)].length));
  return typeof cell === 'number' ? `${space}${cell}` : `${cell}${space}`;
}
