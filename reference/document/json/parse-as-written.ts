import { LIMITS } from '../../generated/limits.ts';
import type { JsonObject, JsonValue, ParsedDocument } from '../parsed-document.ts';
import { TextPositions } from '../text-positions.ts';
import { decodeUtf8, findInvalidUtf8 } from '../utf8.ts';
import { locateInJson } from './locate-json.ts';

/**
 * Reads a JSON text that is written just as `JSON.stringify` would write its value with an indentation of two spaces,
 * and one line feed behind it. Such a text can break no rule of contracts/strict-json/v1 but those on single values, so
 * the engine's own parser will do, at a tenth of the time. Undefined for every other text, and for one with an escape
 * or a number that is no safe integer, which the strict reader then judges.
 */
export function parseAsWritten(bytes: Uint8Array): ParsedDocument | undefined {
  if (findInvalidUtf8(bytes) !== undefined) return undefined;
  const text = decodeUtf8(bytes);
  if (text.includes('\\') || text.includes('"__proto__"')) return undefined;
  const value = parse(text);
  if (value === undefined) return undefined;
  const writer = new Comparison(text);
  if (!writer.matches(value) || !writer.endsHere()) return undefined;
  return { value, ...locateInJson(text, 0, new TextPositions(text)) };
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Compares a text with what its value is written as, piece by piece: the whole never stands in memory a second time. */
class Comparison {
  readonly #text: string;
  #at = 0;
  #margin = '\n';
  #level = 0;

  constructor(text: string) {
    this.#text = text;
  }

  matches(value: JsonValue): boolean {
    if (typeof value === 'string') return this.#take(`"${value}"`);
    if (typeof value === 'number') return Number.isSafeInteger(value) && this.#take(String(value));
    if (value === null || typeof value === 'boolean') return this.#take(String(value));
    return isList(value) ? this.#matchesArray(value) : this.#matchesObject(value);
  }

  /** Whether one line feed follows, and nothing else. */
  endsHere(): boolean {
    return this.#at === this.#text.length - 1 && this.#text.endsWith('\n');
  }

  #matchesArray(items: readonly JsonValue[]): boolean {
    if (items.length === 0) return this.#take('[]');
    if (!this.#open('[')) return false;
    const margin = this.#margin;
    let isFirst = true;
    for (const item of items) {
      if (!this.#take(isFirst ? margin : `,${margin}`) || !this.matches(item)) return false;
      isFirst = false;
    }
    return this.#close(']');
  }

  #matchesObject(object: JsonObject): boolean {
    const keys = Object.keys(object);
    if (keys.length === 0) return this.#take('{}');
    if (!this.#open('{')) return false;
    const margin = this.#margin;
    let isFirst = true;
    for (const key of keys) {
      const item = object[key];
      if (item === undefined) return false;
      const name = `${isFirst ? '' : ','}${margin}"${key}": `;
      // One piece where it can be: most members are texts.
      const isTaken =
        typeof item === 'string' ? this.#take(`${name}"${item}"`) : this.#take(name) && this.matches(item);
      if (!isTaken) return false;
      isFirst = false;
    }
    return this.#close('}');
  }

  #open(bracket: string): boolean {
    this.#level += 1;
    this.#margin += '  ';
    return this.#level <= LIMITS['json.nesting'].value && this.#take(bracket);
  }

  #close(bracket: string): boolean {
    this.#level -= 1;
    this.#margin = this.#margin.slice(0, -2);
    return this.#take(`${this.#margin}${bracket}`);
  }

  #take(piece: string): boolean {
    if (!this.#text.startsWith(piece, this.#at)) return false;
    this.#at += piece.length;
    return true;
  }
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}
