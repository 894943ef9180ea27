import { isAscii } from 'node:buffer';
import { LIMITS } from '../../generated/limits.ts';
import type { JsonObject, JsonValue, ParsedDocument } from '../parsed-document.ts';
import { TextPositions } from '../text-positions.ts';
import { decodeUtf8, findInvalidUtf8 } from '../utf8.ts';
import { isIndented } from './is-indented.ts';
import { isPrettyPrinted } from './is-pretty-printed.ts';
import { locateInJson } from './locate-json.ts';

const COLON = 0x3a;

/** A document that was read with the engine's own parser. */
export interface QuickDocument {
  readonly document: ParsedDocument;
  /** Whether the text is what `JSON.stringify` writes of the value with two spaces, and a line feed behind it. */
  readonly isPretty: () => boolean;
}

/**
 * Reads a JSON text with the engine's own parser, which is RFC 8259's grammar at a tenth of the time, where what that
 * does not see can be ruled out by looking at the value: names that stand twice, halves of characters, numbers that do
 * not fit, nesting. Undefined for every text of which that is not certain, right or wrong: the strict reader then judges
 * it. So nothing is accepted here that breaks a rule of contracts/strict-json/v1, but for the one on the size.
 */
export function parseQuickly(bytes: Uint8Array): QuickDocument | undefined {
  const text = decode(bytes);
  // Without an escape, a quotation mark begins or ends a text, and every character is a whole one.
  if (text === undefined || text.includes('\\')) return undefined;
  const value = parse(text);
  if (value === undefined) return undefined;
  const count = countNames(value, 0);
  if (count === -1 || count !== countMarks(text)) return undefined;
  return {
    document: { value, ...locateInJson(text, 0, new TextPositions(text)) },
    isPretty: () => isIndented(text) ?? isPrettyPrinted(text, value),
  };
}

function decode(bytes: Uint8Array): string | undefined {
  // What most documents are, in a third of the time.
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return findInvalidUtf8(bytes) === undefined ? decodeUtf8(bytes) : undefined;
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** How often a quotation mark and a colon follow each other: behind each name, and where a text begins with a colon. */
function countMarks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('":'); at !== -1; at = text.indexOf('":', at + 2)) count += 1;
  return count;
}

/** The members of all objects within a value; -1 where something has to be looked at more closely. */
function countNames(value: JsonValue, level: number): number {
  if (typeof value === 'string') return value.charCodeAt(0) === COLON ? -1 : 0;
  // A zero may be what is left of a number that is too small, and so may every fraction be of one that is too long.
  if (typeof value === 'number') return Number.isSafeInteger(value) && value !== 0 ? 0 : -1;
  if (value === null || typeof value === 'boolean') return 0;
  if (level === LIMITS['json.nesting'].value) return -1;
  let count = 0;
  if (isList(value)) {
    for (const item of value) {
      const inner = countNames(item, level + 1);
      if (inner === -1) return -1;
      count += inner;
    }
    return count;
  }
  for (const name of Object.keys(value)) {
    const inner = name.charCodeAt(0) === COLON ? -1 : countNames(value[name] ?? null, level + 1);
    if (inner === -1) return -1;
    count += inner + 1;
  }
  return count;
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}
