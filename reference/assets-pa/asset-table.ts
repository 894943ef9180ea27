import { isJsonObject, type JsonObject, type JsonValue } from '../document/parsed-document.ts';

/** The entries of the asset table, in their order; each row is made when it is walked to. */
export interface AssetTable extends Iterable<TableRow> {
  /** Items of the table, whatever they are. */
  readonly length: number;
  /** The `asset_id` at an index; undefined where there is none. */
  idAt(index: number): number | undefined;
  /** The whole entry at an index; undefined where there is none. */
  entry(index: number): JsonObject | undefined;
  /**
   * Whether its names are short and distinct, and its bank types and codecs among those that there are; false where that
   * takes a closer look as well.
   */
  hasSoundTexts(): boolean;
}

/** An entry of the asset table. A field is undefined where it is missing or of another type, so that nothing is taken for granted. */
export interface TableRow {
  readonly index: number;
  readonly id: number | undefined;
  readonly name: string | undefined;
  readonly bankType: string | undefined;
  readonly codec: string | undefined;
  readonly offset: number | undefined;
  readonly size: number | undefined;
}

/** The table of a header that was read as a whole. */
export class ReadTable implements AssetTable {
  readonly #items: readonly JsonValue[];

  constructor(items: readonly JsonValue[]) {
    this.#items = items;
  }

  get length(): number {
    return this.#items.length;
  }

  idAt(index: number): number | undefined {
    return numberOf(this.entry(index)?.asset_id);
  }

  entry(index: number): JsonObject | undefined {
    const item = this.#items[index];
    return isJsonObject(item) ? item : undefined;
  }

  hasSoundTexts(): boolean {
    return false;
  }

  *[Symbol.iterator](): Generator<TableRow> {
    for (const [index, item] of this.#items.entries()) if (isJsonObject(item)) yield toRow(item, index);
  }
}

function toRow(entry: JsonObject, index: number): TableRow {
  return {
    index,
    id: numberOf(entry.asset_id),
    name: textOf(entry.asset_name),
    bankType: textOf(entry.bank_type),
    codec: textOf(entry.codec),
    offset: lengthOf(entry.offset),
    size: lengthOf(entry.size),
  };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function lengthOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
