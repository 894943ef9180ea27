import type { JsonValue, ParsedDocument } from '../document/parsed-document.ts';
import { isJsonObject } from '../document/parsed-document.ts';
import type { Location } from '../report/finding.ts';
import type { AssetTable } from './asset-table.ts';
import type { KnownHeader } from './open-pack.ts';
import type { PackRange, PackStart } from './pack-prelude.ts';
import type { RewrittenHeader } from './rewrite-header.ts';

/** A header that was read token by token, as section 3 is judged over it. Its places count from the start of the pack. */
export interface HeaderText {
  readonly document: ParsedDocument;
  readonly rewritten: RewrittenHeader;
  /** Place of a character of the text. */
  readonly placeAt: (index: number) => Location;
}

/** The header of a pack as it was read. Its places count from the start of the pack. */
export interface PackHeader {
  readonly table: AssetTable;
  readonly preload: readonly PreloadRow[];
  /** Place of the value that a pointer leads to. */
  readonly locate: (pointer: string) => Location | undefined;
  /** By what it is known when it is read again. */
  readonly known: () => KnownHeader;
  /** SHA-256 of its RFC 8785 form. */
  readonly digest: () => string;
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

/** The entries of the preload list. */
export function preloadRows(list: readonly JsonValue[]): readonly PreloadRow[] {
  return list.flatMap((item, index) =>
    isJsonObject(item) ? [{ index, id: numberOf(item.asset_id), slot: numberOf(item.slot) }] : [],
  );
}

/** The location of a value of the header. */
export function placeIn({ locate }: Pick<PackHeader, 'locate'>, pointer: string): Location {
  return { pointer, ...locate(pointer) };
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
