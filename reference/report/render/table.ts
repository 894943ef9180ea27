/** Rows as aligned columns of printable text; numbers to the right. Two spaces between columns. */
export function toTable(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, [...String(cell)].length);
    }
  }
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

function pad(cell: string | number, width: number): string {
  const space = ' '.repeat(Math.max(0, width - [...String(cell)].length));
  return typeof cell === 'number' ? `${space}${cell}` : `${cell}${space}`;
}
