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
import { isCertainlyCanonical } from './canonical-header.ts';
import { hasLookalikes } from './find-entry.ts';
import { type PackHeader, preloadRows, tableRows } from './pack-model.ts';
import { rewriteHeader } from './rewrite-header.ts';

/**
 * Reads the bytes of a header. One that is canonical breaks no rule on its spelling and is read by the engine's own parser;
 * any other is read token by token. Undefined where it breaks a rule of strict-json, which is reported.
 */
export function readHeader(bytes: Uint8Array, collector: FindingCollector): PackHeader | undefined {
  // Looked at first, because what is not canonical is soon found out, and then need not be parsed twice.
  if (!isUtf8(bytes) || !isCertainlyCanonical(bytes)) return readStrictly(bytes, collector);
  const text = asBuffer(bytes).toString();
  const value = parseQuickly(text);
  if (value === undefined) return readStrictly(bytes, collector);
  return toHeader(bytes, text, value, { rewritten: undefined, digest: () => digestOf(bytes) });
}

function readStrictly(bytes: Uint8Array, collector: FindingCollector): PackHeader | undefined {
  const document = parseSizedJson(bytes, new DocumentFindings(collector, undefined, ASSETS_PA_PRELUDE_SIZE));
  if (document === undefined) return undefined;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const digest = (): string => digestCanonicalJson(document.value);
  return toHeader(bytes, text, document.value, { rewritten: rewriteHeader(text), digest });
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parseQuickly(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toHeader(
  bytes: Uint8Array,
  text: string,
  value: JsonValue,
  read: Pick<PackHeader, 'rewritten' | 'digest'>,
): PackHeader {
  const positions = new TextPositions(text);
  const [table, preload] = [tableRows(value), preloadRows(value)];
  return {
    document: inPack(value, locateInJson(text, 0, positions)),
    placeAt: (index) => shift(positions.at(index)),
    known: () => ({
      sha256: digestOf(bytes),
      hasLookalikes: hasLookalikes(asBuffer(bytes), table.length + preload.length),
    }),
    table,
    preload,
    ...read,
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
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
