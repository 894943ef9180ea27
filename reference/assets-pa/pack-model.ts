import type { JsonObject, JsonValue, ParsedDocument } from '../document/parsed-document.ts';
import { isJsonObject } from '../document/parsed-document.ts';
import type { Location } from '../report/finding.ts';
import type { RewrittenHeader } from './canonical-header.ts';
import type { PackRange, PackStart } from './pack-prelude.ts';

/** The header of a pack as it was read. Its places count from the start of the pack. */
export interface PackHeader {
  readonly document: ParsedDocument;
  /** What was found out about its spelling; undefined where it is known to be canonical, integers and all. */
  readonly rewritten: RewrittenHeader | undefined;
  /** Place of a character of the header's text. */
  readonly placeAt: (index: number) => Location;
  /** SHA-256 of its bytes. */
  readonly sha256: () => string;
  /** SHA-256 of its RFC 8785 form. */
  readonly digest: () => string;
  readonly table: readonly TableRow[];
  readonly preload: readonly PreloadRow[];
}

/** An entry of the asset table. A field is absent where it is missing or of another type, so that nothing is taken for granted. */
export interface TableRow {
  readonly index: number;
  readonly id?: number;
  readonly name?: string;
  readonly bankType?: string;
  readonly codec?: string;
  readonly offset?: number;
  readonly size?: number;
}

/** An entry of `preload`. */
export interface PreloadRow {
  readonly index: number;
  readonly id?: number;
  readonly slot?: number;
}

/** A pack that was read as far as its header. */
export interface PackModel {
  readonly start: PackStart;
  readonly header: PackHeader;
  readonly payload: PackRange | undefined;
}

/** The entries of the asset table. */
export function tableRows(header: JsonValue): readonly TableRow[] {
  return objectsOf(header, 'asset_table').map(([index, entry]) => ({
    index,
    ...(typeof entry.asset_id === 'number' && { id: entry.asset_id }),
    ...(typeof entry.asset_name === 'string' && { name: entry.asset_name }),
    ...(typeof entry.bank_type === 'string' && { bankType: entry.bank_type }),
    ...(typeof entry.codec === 'string' && { codec: entry.codec }),
    ...(isLength(entry.offset) && { offset: entry.offset }),
    ...(isLength(entry.size) && { size: entry.size }),
  }));
}

/** The entries of the preload list. */
export function preloadRows(header: JsonValue): readonly PreloadRow[] {
  return objectsOf(header, 'preload').map(([index, entry]) => ({
    index,
    ...(typeof entry.asset_id === 'number' && { id: entry.asset_id }),
    ...(typeof entry.slot === 'number' && { slot: entry.slot }),
  }));
}

/** The location of a value of the header. */
export function placeIn(header: PackHeader, pointer: string): Location {
  return { pointer, ...header.document.locate(pointer) };
}

function objectsOf(header: JsonValue, member: string): readonly (readonly [number, JsonObject])[] {
  const list = isJsonObject(header) ? header[member] : undefined;
  if (!Array.isArray(list)) return [];
  const found: (readonly [number, JsonObject])[] = [];
  for (const [index, item] of list.entries()) if (isJsonObject(item)) found.push([index, item]);
  return found;
}

function isLength(value: JsonValue | undefined): value is number {
  // Not only safe ones: core observes the nearest double of a greater one, which lies behind the end of every file.
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
