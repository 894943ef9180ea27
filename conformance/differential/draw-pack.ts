import type { AssetDraft, JsonObject } from '../recipes/assets-pa/pack-draft.ts';
import { headerValue } from '../recipes/assets-pa/pack-draft.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { pick } from './mutate-bytes.ts';

/** The value of a header, and the payload that it describes. */
export interface DrawnPack {
  readonly header: unknown;
  readonly payload: Uint8Array;
}

const BANKS = ['GLYPH', 'SCENE', 'SOUNDS'];

/** Around the limit of 255 bytes, in characters of one to four of them; and names that are spelled in several ways. */
export const TELLING_NAMES: readonly string[] = [
  ...[254, 255, 256].flatMap((bytes) => [
    'a'.repeat(bytes),
    'é'.repeat(Math.floor(bytes / 2)) + 'x'.repeat(bytes % 2),
    '\u20ac'.repeat(Math.floor(bytes / 3)) + 'x'.repeat(bytes % 3),
    '\u{1f600}'.repeat(Math.floor(bytes / 4)) + 'x'.repeat(bytes % 4),
    '\n'.repeat(bytes),
  ]),
  ...['', ' ', 'a', 'A', 'é', 'e\u0301', '\u{10000}', '\uffff', '\ue000', '\ud800', '\udc00', '\u2028', '\u0000'],
  ...['"', '\\', '/', '\b\f\n\r\t\u001f', '\u007f', '\ufeff', '__proto__', 'constructor', 'a/b~c', '~0~1'],
];

const TELLING_METADATA: readonly unknown[] = [
  { '\u{10000}': 1, '\ue000': 2, '\uffff': 3 },
  { '': 1, '/': 2, '~': 3 },
  JSON.parse('{"__proto__":{"size":1},"constructor":[]}'),
  { a: [null, true, false, -1, 9007199254740991, -9007199254740991] },
  { a: 9007199254740992, b: 1e21, c: 0.5 },
  { 10: 1, 9: 2, 1: { 2: [] } },
  { '\ud800': '\udfff', '\udc00': '\ud83d' },
  { 'é"\\\n': '\u2028\u2029\u007f' },
  ...[58, 59, 60, 61, 62, 63].map((depth) => ({ a: nested(depth) })),
];

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let left = depth; left > 0; left -= 1) value = [value];
  return value;
}

/** A pack that nothing is wrong with but for what is in its names and metadata. */
export function drawPack(draws: SeededDraws): DrawnPack {
  const count = draws.below(5) === 0 ? draws.below(60) : draws.below(8);
  const assets: AssetDraft[] = [];
  let id = draws.below(4) === 0 ? 2 ** 31 - 1 - 10 * count : 0;
  for (let index = 0; index < count; index += 1) {
    id += 1 + draws.below(draws.below(3) === 0 ? 9 : 1);
    const name = draws.below(8) === 0 ? pick(TELLING_NAMES, draws) : `asset_${index}`;
    const metadata = draws.below(4) === 0 ? pick(TELLING_METADATA, draws) : {};
    const data = draws.bytes().subarray(0, 1 + draws.below(9));
    assets.push({ id, name, bank: pick(BANKS, draws), data, metadata });
  }
  return { header: headerValue({ assets, preload: drawPreload(assets, draws) }), payload: payloadOf(assets) };
}

/** So many entries, of which each breaks the same rules: more findings than an answer lists. */
export function drawBrokenPack(draws: SeededDraws): DrawnPack {
  const data = Uint8Array.of(1);
  const assets = Array.from({ length: 300 + draws.below(900) }, (_, index) => ({
    id: index + 1,
    name: `asset_${index}`,
    bank: 'SOUNDS',
    data,
  }));
  const fields = draws.shuffle(['bank_type', 'codec', 'asset_name', 'asset_id', 'offset', 'size']);
  const changes = Object.fromEntries(
    fields.slice(0, 1 + draws.below(3)).map((field) => [field, pick(DEFECTS[field] ?? [0], draws)]),
  );
  const { asset_table: table, preload } = headerValue({ assets, preload: [] });
  const entries: readonly object[] = Array.isArray(table) ? table : [];
  const header = { asset_table: entries.map((entry) => ({ ...entry, ...changes })), preload };
  return { header, payload: payloadOf(assets) };
}

const DEFECTS: Readonly<Record<string, readonly unknown[]>> = {
  bank_type: ['TILES', 'glyph', ''],
  codec: ['RAW', 'none', ''],
  asset_name: ['same', 'a'.repeat(256)],
  asset_id: [1, 0, 2 ** 31 - 1],
  offset: [0, 1, 2 ** 40, -1],
  size: [0, 2, 2 ** 53 - 1],
};

function drawPreload(assets: readonly AssetDraft[], draws: SeededDraws): readonly PreloadDraft[] {
  const taken = new Map<string, number>();
  return assets
    .filter(() => draws.below(2) === 0)
    .flatMap(({ id, bank }) => {
      const slot = taken.get(bank) ?? 0;
      taken.set(bank, slot + 1);
      return slot < 16 ? [{ asset_id: id, slot }] : [];
    });
}

interface PreloadDraft {
  readonly asset_id: number;
  readonly slot: number;
}

function payloadOf(assets: readonly AssetDraft[]): Uint8Array {
  return new Uint8Array(Buffer.concat(assets.map(({ data }) => data)));
}

/** One edit that fits a header: of an entry of the table, of two of them, or of the preload list. */
export function mutateTable(header: unknown, draws: SeededDraws): unknown {
  if (!isHeader(header)) return undefined;
  const { asset_table: table, preload } = header;
  if (table.length === 0 || draws.below(3) === 0) return { ...header, preload: changedPreload(header, draws) };
  const index = draws.below(table.length);
  if (draws.below(6) === 0) return { ...header, asset_table: draws.shuffle(table), preload };
  const entry = table[index] ?? {};
  const other = pick(table, draws);
  const field = pick(Object.keys(FIELD_VALUES), draws);
  const telling: readonly unknown[] = FIELD_VALUES[field] ?? [];
  const value = draws.below(3) === 0 ? (other[field] ?? null) : pick(telling, draws);
  const changed = { ...entry, [field]: typeof value === 'function' ? value(entry[field]) : value };
  return { ...header, asset_table: table.map((one, at) => (at === index ? changed : one)) };
}

const by = (step: number) => (value: unknown) => (typeof value === 'number' ? value + step : step);

const FIELD_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  asset_id: [0, 1, 2 ** 31 - 1, 2 ** 31, by(-1), by(1)],
  asset_name: TELLING_NAMES,
  bank_type: [...BANKS, 'TILES', 'glyph', 'GLYPH ', '', 'constructor', '\ud800'],
  codec: ['NONE', 'none', 'RAW', 'LZ4', 'ZSTD', ''],
  decoded_size: [0, -1, 2 ** 53 - 1, by(1)],
  metadata: TELLING_METADATA,
  offset: [0, by(1), by(-1), by(8), 2 ** 32, 2 ** 53 - 1, 2 ** 53],
  size: [0, by(1), by(-1), by(8), 2 ** 32, 2 ** 53 - 1, 2 ** 53],
};

function changedPreload({ asset_table: table, preload }: HeaderValue, draws: SeededDraws): readonly unknown[] {
  const id = table.length === 0 || draws.below(4) === 0 ? draws.below(9) : (pick(table, draws).asset_id ?? null);
  const entry = { asset_id: id, slot: pick([0, 0, 1, 2, 14, 15, 16, -1, 2 ** 32, 2 ** 53 - 1], draws) };
  switch (draws.below(5)) {
    case 0:
      return draws.shuffle(preload);
    case 1:
      return [...preload, ...preload.slice(0, 1 + draws.below(3))];
    case 2:
      // Around the 48 entries that the schema allows.
      return Array.from({ length: 47 + draws.below(3) }, (_, slot) => ({ ...entry, slot: slot % 17 }));
    case 3:
      return [entry, ...preload];
    default:
      return [...preload, entry];
  }
}

interface HeaderValue extends JsonObject {
  readonly asset_table: readonly JsonObject[];
  readonly preload: readonly unknown[];
}

function isHeader(value: unknown): value is HeaderValue {
  if (typeof value !== 'object' || value === null) return false;
  if (!('asset_table' in value && 'preload' in value)) return false;
  const { asset_table: table, preload } = value;
  return Array.isArray(table) && Array.isArray(preload) && table.every((entry) => typeof entry === 'object' && entry);
}
