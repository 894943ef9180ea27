import { LIMITS } from '../generated/limits.ts';

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const MOST_NESTING = LIMITS['json.nesting'].value;

// Any number of so many digits is below 2^53 or told to be above it.
const MOST_DIGITS = 16;

const COLON = Buffer.from(':');
const SHORT_ESCAPES = Buffer.from('"\\bfnrt');
const WORDS: readonly Uint8Array[] = ['true', 'false', 'null'].map((word) => Buffer.from(word));

/**
 * Passes over well-formed UTF-8 that is JSON in the form of RFC 8785, with integers within ±(2^53 − 1) for its only
 * numbers and no deeper than the limit: strict-json and section 3 have nothing against what it passes over. Each step
 * says whether what it asks for stands at the index, and is then behind it; of what is canonical but unusual, names
 * beyond ASCII among them, it says that it does not. After that, the index means nothing.
 */
export class CanonicalScanner {
  readonly #bytes: Uint8Array;
  #index = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get index(): number {
    return this.#index;
  }

  /** Exactly these bytes. */
  skip(expected: Uint8Array): boolean {
    const { length } = expected;
    for (let at = 0; at < length; at += 1) if (this.#bytes[this.#index + at] !== expected[at]) return false;
    this.#index += length;
    return true;
  }

  /** The one of the words that stands here, by its place among them; -1 for none. */
  word(words: readonly Uint8Array[]): number {
    return words.findIndex((word) => this.skip(word));
  }

  /** The value of an integer from 0 to 2^53 − 1; -1 for anything else. */
  length(): number {
    const start = this.#index;
    let value = 0;
    for (let digit = this.#digit(); digit >= 0; digit = this.#digit()) {
      value = value * 10 + digit;
      this.#index += 1;
    }
    const digits = this.#index - start;
    if (digits === 0 || digits > MOST_DIGITS || value > Number.MAX_SAFE_INTEGER) return -1;
    return digits > 1 && this.#bytes[start] === ZERO ? -1 : value;
  }

  /** A string with its quotation marks. */
  text(): boolean {
    const bytes = this.#bytes;
    if (bytes[this.#index] !== QUOTE) return false;
    for (let index = this.#index + 1; index < bytes.length; index += 1) {
      const byte = bytes[index] ?? 0;
      if (byte === QUOTE) {
        this.#index = index + 1;
        return true;
      }
      if (byte < SPACE) return false;
      if (byte !== BACKSLASH) continue;
      const length = canonicalEscape(bytes, index + 1);
      if (length === 0) return false;
      index += length;
    }
    return false;
  }

  /** Any value, of which an array or object is at this level of nesting. */
  value(level: number): boolean {
    const byte = this.#bytes[this.#index] ?? 0;
    if (byte === QUOTE) return this.text();
    if (byte === OPEN_BRACE) return this.object(level);
    if (byte === OPEN_BRACKET) return level <= MOST_NESTING && this.list(() => this.value(level + 1));
    if (byte >= ZERO && byte <= NINE) return this.length() >= 0;
    if (byte !== MINUS) return this.word(WORDS) >= 0;
    this.#index += 1;
    return this.length() > 0;
  }

  /** An object at this level of nesting. */
  object(level: number): boolean {
    if (level > MOST_NESTING || !this.#byte(OPEN_BRACE)) return false;
    if (this.#byte(CLOSE_BRACE)) return true;
    let lastStart = 0;
    let lastEnd = 0;
    do {
      const start = this.#index;
      if (!this.text()) return false;
      const end = this.#index - 1;
      if (!isPlain(this.#bytes, start, end) || !follows(this.#bytes, lastStart, lastEnd, start, end)) return false;
      lastStart = start;
      lastEnd = end;
      if (!this.skip(COLON) || !this.value(level + 1)) return false;
    } while (this.#byte(COMMA));
    return this.#byte(CLOSE_BRACE);
  }

  /** An array of what `item` passes over. */
  list(item: () => boolean): boolean {
    if (!this.#byte(OPEN_BRACKET)) return false;
    if (this.#byte(CLOSE_BRACKET)) return true;
    do {
      if (!item()) return false;
    } while (this.#byte(COMMA));
    return this.#byte(CLOSE_BRACKET);
  }

  #byte(expected: number): boolean {
    if (this.#bytes[this.#index] !== expected) return false;
    this.#index += 1;
    return true;
  }

  #digit(): number {
    const byte = this.#bytes[this.#index] ?? 0;
    return byte >= ZERO && byte <= NINE ? byte - ZERO : -1;
  }
}

/** Bytes behind the backslash of an escape that RFC 8785 section 3.2.2.2 writes; 0 for any other. */
function canonicalEscape(bytes: Uint8Array, index: number): number {
  if (SHORT_ESCAPES.includes(bytes[index] ?? 0)) return 1;
  const text = Buffer.from(bytes.subarray(index, index + 5)).toString('latin1');
  return /^u00(?:0[0-7be-f]|1[0-9a-f])/.test(text) ? 5 : 0;
}

/** Whether a name is ordered among others by its bytes. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte >= 0x80 || byte === BACKSLASH) return false;
  }
  return true;
}

/** Whether a name, given by its quotation marks, is greater than the one before it; there is none where that ends at 0. */
function follows(bytes: Uint8Array, lastStart: number, lastEnd: number, start: number, end: number): boolean {
  if (lastEnd === 0) return true;
  const common = Math.min(lastEnd - lastStart, end - start);
  for (let at = 1; at < common; at += 1) {
    const before = bytes[lastStart + at] ?? 0;
    const now = bytes[start + at] ?? 0;
    if (before !== now) return before < now;
  }
  return end - start > lastEnd - lastStart;
}
