import { buildFseTable, type FseBounds, type FseTable, oneSymbolTable, readFseTable } from './fse-table.ts';
import { assertBlock } from './invalid-block.ts';

/** The three tables that sequences are decoded by. */
export interface SequenceTables {
  readonly literalLength: FseTable;
  readonly offset: FseTable;
  readonly matchLength: FseTable;
}

/** For each code of a length: bits that follow, and what to add to them (RFC 8878 3.1.1.3.2.1.1). */
export interface LengthCodes {
  readonly bits: Uint8Array;
  readonly bases: Int32Array;
}

/** Codes of lengths of literals. */
export const LITERAL_LENGTHS: LengthCodes = lengthCodes(
  0,
  16,
  [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
);

/** Codes of lengths of matches. */
export const MATCH_LENGTHS: LengthCodes = lengthCodes(
  3,
  32,
  [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
);

/** Each code begins where the one before ends. */
function lengthCodes(first: number, plain: number, widths: readonly number[]): LengthCodes {
  const bits = [...new Array<number>(plain).fill(0), ...widths];
  let base = first;
  const bases = bits.map((width) => {
    base += 2 ** width;
    return base - 2 ** width;
  });
  return { bits: Uint8Array.from(bits), bases: Int32Array.from(bases) };
}

interface TableKind {
  readonly name: keyof SequenceTables;
  readonly bounds: FseBounds;
  /** The table that is used where the block describes none (RFC 8878 3.1.1.3.2.2). */
  readonly usual: FseTable;
}

const KINDS: readonly TableKind[] = [
  {
    name: 'literalLength',
    bounds: { mostLog: 9, mostSymbol: 35 },
    usual: buildFseTable(
      [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
      6,
    ),
  },
  {
    name: 'offset',
    bounds: { mostLog: 8, mostSymbol: 31 },
    usual: buildFseTable(
      [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
      5,
    ),
  },
  {
    name: 'matchLength',
    bounds: { mostLog: 9, mostSymbol: 52 },
    usual: buildFseTable(
      [
        1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
      ],
      6,
    ),
  },
];

/** Reads the modes and tables before the sequences (RFC 8878 3.1.1.3.2.1); they begin at `start`. */
export function readSequenceTables(
  bytes: Uint8Array,
  start: number,
  stop: number,
  previous: SequenceTables | undefined,
): { readonly tables: SequenceTables; readonly end: number } {
  assertBlock(start < stop, 'the modes of the tables are missing');
  const modes = bytes[start] ?? 0;
  assertBlock((modes & 3) === 0, 'reserved bits of the modes are set');
  let end = start + 1;
  const read = ({ name, bounds, usual }: TableKind, mode: number): FseTable => {
    if (mode === 0) return usual;
    if (mode === 1) {
      const symbol = bytes[end] ?? 0;
      end += 1;
      assertBlock(end <= stop && symbol <= bounds.mostSymbol, 'the one symbol of a table is invalid');
      return oneSymbolTable(symbol);
    }
    if (mode === 2) {
      const described = readFseTable(bytes, end, stop, bounds);
      end = described.end;
      return described.table;
    }
    assertBlock(previous !== undefined, 'there is no table to use again');
    return previous[name];
  };
  const [first, second, third] = KINDS.map((kind, index) => read(kind, (modes >> (6 - index * 2)) & 3));
  assertBlock(first !== undefined && second !== undefined && third !== undefined, 'a table is missing');
  return { tables: { literalLength: first, offset: second, matchLength: third }, end };
}
