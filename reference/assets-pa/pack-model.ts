import type { JsonObject, JsonValue, ParsedDocument } from '../document/parsed-document.ts';
import { isJsonObject } from '../document/parsed-document.ts';
import type { Location } from '../report/finding.ts';
import type { KnownHeader } from './open-pack.ts';
import type { PackRange, PackStart } from './pack-prelude.ts';
import type { RewrittenHeader } from './rewrite-header.ts';

/** The header of a pack as it was read. Its places count from the start of the pack. */
export interface PackHeader {
  readonly document: ParsedDocument;
  /** What was found out about its spelling; undefined where it is known to be canonical, integers and all. */
  readonly rewritten: RewrittenHeader | undefined;
  /** Place of a character of the header's text. */
  readonly placeAt: (index: number) => Location;
  /** By what it is known when it is read again. */
  readonly known: () => KnownHeader;
  /** SHA-256 of its RFC 8785 form. */
  readonly digest: () => string;
  readonly table: readonly TableRow[];
  readonly preload: readonly PreloadRow[];
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

/** An entry of `preload`. */
export interface PreloadRow {
  readonly index: number;
  readonly id: number | undefined;
  readonly slot: number | undefined;
}

/** A pack that was read as far as its header. */
export interface PackModel {
  readonly start: PackStart;
  readonly header: PackHeader;
  readonly payload: PackRange | undefined;
}

/** The entries of the asset table. */
export function tableRows(header: JsonValue): readonly TableRow[] {
  return rowsOf(header, 'asset_table', (entry, index) => ({
    index,
    id: numberOf(entry.asset_id),
    name: textOf(entry.asset_name),
    bankType: textOf(entry.bank_type),
    codec: textOf(entry.codec),
    offset: lengthOf(entry.offset),
    size: lengthOf(entry.size),
  }));
}

/** The entries of the preload list. */
export function preloadRows(header: JsonValue): readonly PreloadRow[] {
  return rowsOf(header, 'preload', (entry, index) => ({
    index,
    id: numberOf(entry.asset_id),
    slot: numberOf(entry.slot),
  }));
}

/** The location of a value of the header. */
export function placeIn(header: PackHeader, pointer: string): Location {
  return { pointer, ...header.document.locate(pointer) };
}

function rowsOf<Row>(header: JsonValue, member: string, toRow: (entry: JsonObject, index: number) => Row): Row[] {
  const list = isJsonObject(header) ? header[member] : undefined;
  const rows: Row[] = [];
  if (!isArray(list)) return rows;
  list.forEach((item, index) => {
    if (isJsonObject(item)) rows.push(toRow(item, index));
  });
  return rows;
}

function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
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
