import { toCanonicalJson } from '../../document/canonical-digest.ts';
import {
  ASSETS_PA_MAGIC,
  ASSETS_PA_PRELUDE_SIZE,
  ASSETS_PA_SCHEMA_VERSION,
  PRELUDE_FIELDS,
} from '../../generated/assets-pa-layout.ts';
import type { PlannedEntry, PlannedHeader } from './plan-pack.ts';

/** What a pack begins with: the prelude, and the header in the form of RFC 8785. */
export function encodeHead(header: PlannedHeader): Uint8Array {
  const text = encodeHeader(header);
  const head = new Uint8Array(ASSETS_PA_PRELUDE_SIZE + text.length);
  const view = new DataView(head.buffer);
  head.set(Buffer.from(ASSETS_PA_MAGIC, 'hex'), PRELUDE_FIELDS.magic.offset);
  view.setUint32(PRELUDE_FIELDS.schema_version.offset, ASSETS_PA_SCHEMA_VERSION, true);
  view.setUint32(PRELUDE_FIELDS.header_len.offset, text.length, true);
  view.setBigUint64(PRELUDE_FIELDS.payload_offset.offset, BigInt(head.length), true);
  // Flags and both reserved words are zero already.
  head.set(text, ASSETS_PA_PRELUDE_SIZE);
  return head;
}

/** The bytes of the header. */
export function encodeHeader({ asset_table, preload }: PlannedHeader): Uint8Array {
  return Buffer.from(`{"asset_table":${encodeTable(asset_table)},"preload":${encodePreload(preload)}}`);
}

/** The bytes of `asset_table` in the header, and of its companion. */
export function encodeTable(table: PlannedHeader['asset_table']): string {
  return `[${table.map(encodeEntry).join(',')}]`;
}

/** An entry of the table in the form of RFC 8785; what is left out of it is not written. */
export function encodeEntry({ metadata, ...entry }: Partial<PlannedEntry> & Pick<PlannedEntry, 'metadata'>): string {
  const members = Object.entries(entry).map(([name, value]) => [name, JSON.stringify(value)] as const);
  const sorted = [...members, ['metadata', metadata] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, text]) => `"${name}":${text}`).join(',')}}`;
}

/** The bytes of `preload` in the header, and of its companion. */
export function encodePreload(preload: PlannedHeader['preload']): string {
  return toCanonicalJson(preload.map((entry) => ({ ...entry })));
}
