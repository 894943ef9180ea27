import { createHash } from 'node:crypto';
import { compareCodePoints } from '../code-point-order.ts';
import type { ExpectedLocation, ExpectedObservation } from '../recipe.ts';
import { type HeaderText, toHeaderText } from './header-text.ts';
import { buildPack, PRELUDE_SIZE, type PreludeFields } from './pack-builder.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** An asset ahead of its place in the payload. */
export interface AssetDraft {
  readonly id: number;
  readonly name: string;
  readonly bank: string;
  readonly data: Uint8Array;
  /** Bytes in memory; as many as are stored where nothing is said. */
  readonly decoded?: number;
  readonly metadata?: unknown;
}

/** A pack ahead of its bytes. One change to a draft is one defect of the pack. */
export interface PackDraft {
  readonly assets: readonly AssetDraft[];
  readonly preload: readonly { readonly asset_id: number; readonly slot: number }[];
}

/** What is other in the bytes than the draft says. */
export interface PackChanges {
  /** Changes the header's value once it is complete. */
  readonly header?: (header: JsonObject) => unknown;
  /** Changes the header's text, the lengths of the prelude following. */
  readonly text?: (text: string) => string | Uint8Array;
  readonly prelude?: PreludeFields;
  readonly payload?: (payload: Uint8Array) => Uint8Array;
}

/** A pack as it is written, with the text of its header. */
export interface WrittenPack {
  readonly bytes: Uint8Array;
  readonly header: HeaderText;
  readonly payload: Uint8Array;
}

/** The pack of a draft: slices one after another, in the order of the assets. */
export function writePack(draft: PackDraft, changes: PackChanges = {}): WrittenPack {
  const complete = headerValue(draft);
  const header = toHeaderText(changes.header === undefined ? complete : changes.header(complete));
  const slices = Buffer.concat(draft.assets.map(({ data }) => data));
  const payload = changes.payload === undefined ? slices : changes.payload(slices);
  const text = changes.text === undefined ? header.text : changes.text(header.text);
  const bytes = buildPack({ header: text, payload, ...(changes.prelude && { prelude: changes.prelude }) });
  return { bytes, header, payload };
}

/** The header that a draft asks for. */
export function headerValue({ assets, preload }: PackDraft): JsonObject {
  let offset = 0;
  const table = assets.map((asset) => {
    const entry = assetEntry(asset, offset);
    offset += asset.data.length;
    return entry;
  });
  return { asset_table: table, preload };
}

function assetEntry({ id, name, bank, data, decoded, metadata = {} }: AssetDraft, offset: number): JsonObject {
  return {
    asset_id: id,
    asset_name: name,
    bank_type: bank,
    codec: 'NONE',
    decoded_size: decoded ?? data.length,
    metadata,
    offset,
    size: data.length,
  };
}

/** What a reader understands of the pack; in the order of code points, so that 10 stands before 7. */
export function packObservation({ assets, preload }: PackDraft, header: unknown): ExpectedObservation {
  const members = assets.map(({ id, data }) => ({
    path: String(id),
    type: 'file' as const,
    size: data.length,
    sha256: createHash('sha256').update(data).digest('hex'),
  }));
  const references = preload.map(({ asset_id }, index) => ({
    from: { member: 'header', pointer: `/preload/${index}/asset_id` },
    to: String(asset_id),
  }));
  return {
    members: members.sort((a, b) => compareCodePoints(a.path, b.path)),
    documents: { header },
    references: references.sort((a, b) => compareCodePoints(a.from.pointer, b.from.pointer)),
  };
}

/** The place of a value of the header in the pack. */
export function placeInPack({ header }: WrittenPack, pointer: string): ExpectedLocation {
  const place = header.values.get(pointer);
  if (place === undefined) throw new Error(`nothing at ${pointer}`);
  return { pointer, ...place, offset: PRELUDE_SIZE + place.offset };
}

/** The header with one field of one entry changed. */
export function withField(header: JsonObject, index: number, field: string, value: unknown): JsonObject {
  const table = Array.isArray(header.asset_table) ? header.asset_table : [];
  const changed = table.map((entry: object, at: number) => (at === index ? { ...entry, [field]: value } : entry));
  return { ...header, asset_table: changed };
}
