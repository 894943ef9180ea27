import { decodeHuffman, type HuffmanTable, readHuffmanTable } from './huffman-table.ts';
import { assertBlock } from './invalid-block.ts';

/** The literals of a block, and where in it the sequences begin. */
export interface Literals {
  readonly bytes: Uint8Array;
  readonly end: number;
  /** The table that the next block may use again. */
  readonly table: HuffmanTable | undefined;
}

/** Decodes the literals section (RFC 8878 3.1.1.3.1) of a block that stands in `bytes` up to `stop`. */
export function decodeLiterals(
  bytes: Uint8Array,
  stop: number,
  room: Uint8Array,
  previous: HuffmanTable | undefined,
): Literals {
  const head = bytes[0] ?? 0;
  const type = head & 3;
  const format = (head >> 2) & 3;
  if (type < 2) return decodePlain(bytes, stop, room, previous, type, format);
  const headLength = format < 2 ? 3 : format + 2;
  assertBlock(headLength <= stop, 'the literals are cut short');
  const width = format < 2 ? 10 : format * 4 + 6;
  // Up to 40 bits: four of type and format, and two sizes.
  let bits = 0;
  for (let index = headLength - 1; index >= 0; index -= 1) bits = bits * 256 + (bytes[index] ?? 0);
  bits = Math.floor(bits / 16);
  const size = bits % 2 ** width;
  const compressed = Math.floor(bits / 2 ** width);
  const end = headLength + compressed;
  assertBlock(size > 0 && size <= room.length && end <= stop, 'the literals do not fit');
  let table = previous;
  let start = headLength;
  if (type === 2) {
    const described = readHuffmanTable(bytes, start, end);
    table = described.table;
    start = described.end;
  }
  assertBlock(table !== undefined, 'there is no table to use again');
  if (format === 0) decodeHuffman(table, { bytes, start, stop: end }, room, 0, size);
  else decodeFour(table, bytes, start, end, room, size);
  return { bytes: room.subarray(0, size), end, table };
}

/** Literals as they are, or one byte so many times. */
function decodePlain(
  bytes: Uint8Array,
  stop: number,
  room: Uint8Array,
  table: HuffmanTable | undefined,
  type: number,
  format: number,
): Literals {
  const head = bytes[0] ?? 0;
  const headLength = format === 1 ? 2 : format === 3 ? 3 : 1;
  const start = headLength;
  const size =
    headLength === 1 ? head >> 3 : (head >> 4) + (bytes[1] ?? 0) * 16 + (headLength === 3 ? (bytes[2] ?? 0) * 4096 : 0);
  const end = start + (type === 1 ? 1 : size);
  assertBlock(size <= room.length && end <= stop, 'the literals are too many');
  if (type === 0) return { bytes: bytes.subarray(start, end), end, table };
  room.fill(bytes[start] ?? 0, 0, size);
  return { bytes: room.subarray(0, size), end, table };
}

/** What four streams can be told apart of. */
const LEAST_IN_FOUR = 6;

/** Four streams behind a table of the lengths of the first three (RFC 8878 3.1.1.3.1.6). */
function decodeFour(
  table: HuffmanTable,
  bytes: Uint8Array,
  start: number,
  end: number,
  room: Uint8Array,
  size: number,
): void {
  const jump = start + 6;
  assertBlock(jump <= end, 'the lengths of the streams are missing');
  const part = (size + 3) >> 2;
  assertBlock(size >= LEAST_IN_FOUR, 'there are too few literals for four streams');
  let from = jump;
  for (let index = 0; index < 4; index += 1) {
    const length = (bytes[start + index * 2] ?? 0) + (bytes[start + index * 2 + 1] ?? 0) * 256;
    const to = index === 3 ? end : from + length;
    assertBlock(to <= end, 'a stream of literals is too long');
    decodeHuffman(table, { bytes, start: from, stop: to }, room, part * index, index === 3 ? size : part * (index + 1));
    from = to;
  }
}
