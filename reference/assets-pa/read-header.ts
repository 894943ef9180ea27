import { createHash } from 'node:crypto';
import { digestCanonicalJson } from '../document/canonical-digest.ts';
import { DocumentFindings } from '../document/document-findings.ts';
import { locateInJson } from '../document/json/locate-json.ts';
import { parseSizedJson } from '../document/json/parse-strict-json.ts';
import {
  type DocumentPosition,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ParsedDocument,
} from '../document/parsed-document.ts';
import { checkSchema } from '../document/schema-findings.ts';
import { TextPositions } from '../document/text-positions.ts';
import { decodeUtf8 } from '../document/utf8.ts';
import { ASSETS_PA_PRELUDE_SIZE } from '../generated/assets-pa-layout.ts';
import { validators } from '../generated/assets-pa-validators.ts';
import { LIMITS } from '../generated/limits.ts';
import { runChecks } from '../report/check.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import { ReadTable } from './asset-table.ts';
import { hasLookalikes } from './find-entry.ts';
import { type HeaderText, type PackHeader, preloadRows } from './pack-model.ts';
import { rewriteHeader } from './rewrite-header.ts';
import { countAssets, headerRules } from './rules/header-rules.ts';
import { type ScannedHeader, scanHeader } from './scan-header.ts';

/**
 * Reads the bytes of a header and judges section 3. One that breaks no rule of it is passed over once; any other is read
 * token by token. Undefined where the sections on what it holds are not judged.
 */
export function readHeader(bytes: Uint8Array, collector: FindingCollector): PackHeader | undefined {
  const scanned = scanHeader(bytes);
  return scanned === undefined ? readText(bytes, collector) : fromScan(bytes, scanned);
}

function fromScan(bytes: Uint8Array, lists: ScannedHeader): PackHeader {
  let places: Places | undefined;
  const locate = (pointer: string): DocumentPosition | undefined => {
    if (places === undefined) {
      const text = decodeUtf8(bytes);
      places = inPack(locateInJson(text, 0, new TextPositions(text)));
    }
    return places.locate(pointer);
  };
  // It is written in its RFC 8785 form.
  return { ...lists, locate, known: () => toKnown(bytes, lists), digest: () => digestOf(bytes) };
}

function readText(bytes: Uint8Array, collector: FindingCollector): PackHeader | undefined {
  const document = parseSizedJson(bytes, new DocumentFindings(collector, undefined, ASSETS_PA_PRELUDE_SIZE));
  if (document === undefined) return undefined;
  const header = toHeaderText(decodeUtf8(bytes), document);
  runChecks(headerRules, header, collector);
  if (countAssets(header) > LIMITS['assetsPa.assets'].value || !fitsSchema(header, collector)) return undefined;
  const { value, locate } = header.document;
  const lists = { table: new ReadTable(listOf(value, 'asset_table')), preload: preloadRows(listOf(value, 'preload')) };
  return { ...lists, locate, known: () => toKnown(bytes, lists), digest: () => digestCanonicalJson(value) };
}

function toHeaderText(text: string, document: ParsedDocument): HeaderText {
  const positions = new TextPositions(text);
  return {
    document: { value: document.value, ...inPack(document) },
    rewritten: rewriteHeader(text),
    placeAt: (index) => shift(positions.at(index)),
  };
}

function fitsSchema({ document }: HeaderText, collector: FindingCollector): boolean {
  const before = collector.errorCount;
  checkSchema(document, validators['assets-pa/header'], 'assets-pa/header-schema', collector);
  return collector.errorCount === before;
}

function listOf(header: JsonValue, member: keyof JsonObject): readonly JsonValue[] {
  const list = isJsonObject(header) ? header[member] : undefined;
  return isList(list) ? list : [];
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function toKnown(
  bytes: Uint8Array,
  { table, preload }: Pick<PackHeader, 'table' | 'preload'>,
): ReturnType<PackHeader['known']> {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return { sha256: digestOf(bytes), hasLookalikes: hasLookalikes(header, table.length + preload.length) };
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

type Places = Pick<ParsedDocument, 'locate' | 'locateKey'>;

/** Places whose offsets count from the start of the pack. */
function inPack(places: Places): Places {
  const moved = (position: DocumentPosition | undefined): DocumentPosition | undefined =>
    position === undefined ? undefined : shift(position);
  return {
    locate: (pointer) => moved(places.locate(pointer)),
    locateKey: (pointer) => moved(places.locateKey(pointer)),
  };
}

function shift(position: DocumentPosition): DocumentPosition {
  return { ...position, offset: position.offset + ASSETS_PA_PRELUDE_SIZE };
}
