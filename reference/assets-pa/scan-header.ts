import { isUtf8 } from 'node:buffer';
import {
  ASSET_CODECS,
  ASSETS_PA_MAX_ASSET_ID,
  ASSETS_PA_MAX_ASSETS,
  ASSETS_PA_SLOTS_PER_BANK_TYPE,
  BANK_TYPES,
} from '../generated/assets-pa-layout.ts';
import { CanonicalScanner } from './canonical-scanner.ts';
import type { PreloadRow } from './pack-model.ts';
import { ScannedTable } from './scanned-table.ts';

// What a canonical header holds beside its values: names are sorted, and each is required.
const TABLE = Buffer.from('{"asset_table":');
const ID = Buffer.from('{"asset_id":');
const NAME = Buffer.from(',"asset_name":');
const BANK_TYPE = Buffer.from(',"bank_type":');
const CODEC = Buffer.from(',"codec":');
const DECODED_SIZE = Buffer.from(',"decoded_size":');
const METADATA = Buffer.from(',"metadata":');
const OFFSET = Buffer.from(',"offset":');
const SIZE = Buffer.from(',"size":');
const PRELOAD = Buffer.from(',"preload":');
const SLOT = Buffer.from(',"slot":');
const END = Buffer.from('}');

const BANK_TYPE_WORDS = BANK_TYPES.map((word) => Buffer.from(`"${word}"`));
const CODEC_WORDS = ASSET_CODECS.map((word) => Buffer.from(`"${word}"`));

const SHORTEST_ENTRY =
  '{"asset_id":1,"asset_name":"a","bank_type":"GLYPH","codec":"NONE","decoded_size":0,"metadata":{},"offset":0,"size":1}';
const METADATA_LEVEL = 4;
const MOST_PRELOADED = BANK_TYPES.length * ASSETS_PA_SLOTS_PER_BANK_TYPE;

/** The two lists of a header. */
export interface ScannedHeader {
  readonly table: ScannedTable;
  readonly preload: readonly PreloadRow[];
}

/**
 * Passes once over the bytes of a header, without making a text or a value of them. Undefined unless it certainly breaks no
 * rule of strict-json and of section 3, and names no bank types and codecs but those that there are.
 */
export function scanHeader(bytes: Uint8Array): ScannedHeader | undefined {
  if (!isUtf8(bytes)) return undefined;
  const scanner = new CanonicalScanner(bytes);
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const table = new ScannedTable(header, Math.ceil(bytes.length / SHORTEST_ENTRY.length));
  const preload: PreloadRow[] = [];
  const isPassed =
    scanner.skip(TABLE) &&
    scanner.list(() => passEntry(scanner, table)) &&
    scanner.skip(PRELOAD) &&
    scanner.list(() => passPreload(scanner, preload)) &&
    scanner.skip(END) &&
    scanner.index === bytes.length;
  return isPassed && table.length <= ASSETS_PA_MAX_ASSETS ? { table, preload } : undefined;
}

function passEntry(scanner: CanonicalScanner, table: ScannedTable): boolean {
  const start = scanner.index;
  const id = scanner.skip(ID) ? scanner.length() : -1;
  if (id < 1 || id > ASSETS_PA_MAX_ASSET_ID || !scanner.skip(NAME)) return false;
  const nameStart = scanner.index + 1;
  if (!scanner.text()) return false;
  const nameEnd = scanner.index - 1;
  const bankType = scanner.skip(BANK_TYPE) ? scanner.word(BANK_TYPE_WORDS) : -1;
  const codec = scanner.skip(CODEC) ? scanner.word(CODEC_WORDS) : -1;
  if (nameStart === nameEnd || bankType < 0 || codec < 0) return false;
  if (!scanner.skip(DECODED_SIZE) || scanner.length() < 0) return false;
  if (!scanner.skip(METADATA) || !scanner.object(METADATA_LEVEL)) return false;
  const offset = scanner.skip(OFFSET) ? scanner.length() : -1;
  const size = scanner.skip(SIZE) ? scanner.length() : -1;
  if (offset < 0 || size < 1 || !scanner.skip(END)) return false;
  table.add({ id, bankType, codec, offset, size, nameStart, nameEnd, start, end: scanner.index });
  return true;
}

function passPreload(scanner: CanonicalScanner, preload: PreloadRow[]): boolean {
  const id = scanner.skip(ID) ? scanner.length() : -1;
  const slot = scanner.skip(SLOT) ? scanner.length() : -1;
  if (id < 0 || slot < 0 || !scanner.skip(END) || preload.length === MOST_PRELOADED) return false;
  preload.push({ index: preload.length, id, slot });
  return true;
}
