import { isJsonObject, type JsonObject, type JsonValue } from '../document/parsed-document.ts';
import { ASSET_CODECS, ASSETS_PA_MAX_ASSET_NAME_LEN, BANK_TYPES } from '../generated/assets-pa-layout.ts';
import type { AssetTable, TableRow } from './asset-table.ts';
import { areDistinct } from './distinct-ranges.ts';

/** An entry as it was passed over: a word by its place in its closed list, a text by where it stands in the header. */
interface ScannedEntry {
  readonly id: number;
  readonly bankType: number;
  readonly codec: number;
  readonly offset: number;
  readonly size: number;
  /** The name, without its quotation marks. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly end: number;
}

/** The table of a header that was passed over: of each entry its numbers, and no text. */
export class ScannedTable implements AssetTable {
  readonly #header: Buffer;
  readonly #columns: Columns;
  #length = 0;

  /** A table of at most so many entries. */
  constructor(header: Buffer, most: number) {
    this.#header = header;
    this.#columns = {
      id: new Int32Array(most),
      bankType: new Uint8Array(most),
      codec: new Uint8Array(most),
      offset: new Float64Array(most),
      size: new Float64Array(most),
      nameStart: new Uint32Array(most),
      nameEnd: new Uint32Array(most),
      start: new Uint32Array(most),
      end: new Uint32Array(most),
    };
  }

  get length(): number {
    return this.#length;
  }

  /** Adds an entry behind the others. */
  add(entry: ScannedEntry): void {
    const { id, bankType, codec, offset, size, nameStart, nameEnd, start, end } = this.#columns;
    const index = this.#length;
    id[index] = entry.id;
    bankType[index] = entry.bankType;
    codec[index] = entry.codec;
    offset[index] = entry.offset;
    size[index] = entry.size;
    nameStart[index] = entry.nameStart;
    nameEnd[index] = entry.nameEnd;
    start[index] = entry.start;
    end[index] = entry.end;
    this.#length += 1;
  }

  idAt(index: number): number | undefined {
    return index < this.#length ? this.#columns.id[index] : undefined;
  }

  entry(index: number): JsonObject | undefined {
    if (index >= this.#length) return undefined;
    const { start, end } = this.#columns;
    const value: JsonValue = JSON.parse(this.#header.toString('utf8', start[index], end[index]));
    return isJsonObject(value) ? value : undefined;
  }

  hasSoundTexts(): boolean {
    const { nameStart: starts, nameEnd: ends } = this.#columns;
    for (let index = 0; index < this.#length; index += 1) {
      if ((ends[index] ?? 0) - (starts[index] ?? 0) > ASSETS_PA_MAX_ASSET_NAME_LEN) return false;
    }
    // Equal names are written alike, since they are written canonically.
    return areDistinct({ bytes: this.#header, count: this.#length, starts, ends });
  }

  *[Symbol.iterator](): Generator<TableRow> {
    for (let index = 0; index < this.#length; index += 1) yield new ScannedRow(index, this.#columns, this.#header);
  }
}

type Columns = Readonly<Record<keyof ScannedEntry, Int32Array | Uint8Array | Float64Array | Uint32Array>>;

class ScannedRow implements TableRow {
  readonly index: number;
  readonly #columns: Columns;
  readonly #header: Buffer;

  constructor(index: number, columns: Columns, header: Buffer) {
    this.index = index;
    this.#columns = columns;
    this.#header = header;
  }

  get id(): number {
    return this.#columns.id[this.index] ?? 0;
  }

  get name(): string {
    const [start = 0, end = 0] = [this.#columns.nameStart[this.index], this.#columns.nameEnd[this.index]];
    return JSON.parse(this.#header.toString('utf8', start - 1, end + 1));
  }

  get bankType(): string | undefined {
    return BANK_TYPES[this.#columns.bankType[this.index] ?? 0];
  }

  get codec(): string | undefined {
    return ASSET_CODECS[this.#columns.codec[this.index] ?? 0];
  }

  get offset(): number {
    return this.#columns.offset[this.index] ?? 0;
  }

  get size(): number {
    return this.#columns.size[this.index] ?? 0;
  }
}
