import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { digestCanonicalJson } from '../document/canonical-digest.ts';
import { DocumentFindings } from '../document/document-findings.ts';
import { locateInJson } from '../document/json/locate-json.ts';
import { parseSizedJson } from '../document/json/parse-strict-json.ts';
import type { DocumentPosition, JsonValue, ParsedDocument } from '../document/parsed-document.ts';
import { TextPositions } from '../document/text-positions.ts';
import { ASSETS_PA_PRELUDE_SIZE } from '../generated/assets-pa-layout.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import { isCanonicalHeader } from './canonical-header.ts';
import { type PackHeader, preloadRows, tableRows } from './pack-model.ts';
import { rewriteHeader } from './rewrite-header.ts';

/**
 * Reads the bytes of a header. One that is canonical breaks no rule on its spelling and is read by the engine's own parser;
 * any other is read token by token. Undefined where it breaks a rule of strict-json, which is reported.
 */
export function readHeader(bytes: Uint8Array, collector: FindingCollector): PackHeader | undefined {
  if (!isUtf8(bytes)) return readStrictly(bytes, collector);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  const value = parseQuickly(text);
  if (value === undefined || !isCanonicalHeader(text, value)) return readStrictly(bytes, collector);
  const digest = (): string => createHash('sha256').update(bytes).digest('hex');
  return toHeader(text, value, { rewritten: undefined, digest });
}

function readStrictly(bytes: Uint8Array, collector: FindingCollector): PackHeader | undefined {
  const document = parseSizedJson(bytes, new DocumentFindings(collector, undefined, ASSETS_PA_PRELUDE_SIZE));
  if (document === undefined) return undefined;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const digest = (): string => digestCanonicalJson(document.value);
  return toHeader(text, document.value, { rewritten: rewriteHeader(text), digest });
}

function parseQuickly(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toHeader(text: string, value: JsonValue, known: Pick<PackHeader, 'rewritten' | 'digest'>): PackHeader {
  const positions = new TextPositions(text);
  return {
    document: inPack(value, locateInJson(text, 0, positions)),
    placeAt: (index) => shift(positions.at(index)),
    table: tableRows(value),
    preload: preloadRows(value),
    ...known,
  };
}

/** The document with the offsets of its places counted from the start of the pack. */
function inPack(value: JsonValue, places: Pick<ParsedDocument, 'locate' | 'locateKey'>): ParsedDocument {
  const moved = (position: DocumentPosition | undefined): DocumentPosition | undefined =>
    position === undefined ? undefined : shift(position);
  return {
    value,
    locate: (pointer) => moved(places.locate(pointer)),
    locateKey: (pointer) => moved(places.locateKey(pointer)),
  };
}

function shift(position: DocumentPosition): DocumentPosition {
  return { ...position, offset: position.offset + ASSETS_PA_PRELUDE_SIZE };
}
