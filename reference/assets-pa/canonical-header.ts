import { isAscii } from 'node:buffer';
import { LIMITS } from '../generated/limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const OPEN_BRACE = 0x7b;
const UPPER_E = 0x45;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;
const LOWER_E = 0x65;

const MOST_NESTING = LIMITS['json.nesting'].value;

// Any number of so many digits is within ±(2^53 − 1).
const SAFE_DIGITS = 15;

/**
 * Whether the bytes of a header, if they are JSON, are certainly in canonical form with integers for their only numbers, so
 * that no rule on their spelling is broken. False where they are not, and where they are too unusual to be sure: names
 * beyond ASCII, numbers of sixteen digits.
 */
export function isCertainlyCanonical(bytes: Uint8Array): boolean {
  const isPlain = isAscii(bytes) && !bytes.includes(BACKSLASH);
  const { length } = bytes;
  // Where the last name of each open object begins and ends; -1 for an array.
  const starts = new Int32Array(MOST_NESTING + 1);
  const ends = new Int32Array(MOST_NESTING + 1);
  let level = 0;
  let expectsName = false;
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === QUOTE) {
      let end = index + 1;
      if (isPlain) while (end < length && bytes[end] !== QUOTE) end += 1;
      else end = endOfText(bytes, index, expectsName);
      if (end < 0 || end === length) return false;
      if (expectsName) {
        if (!follows(bytes, starts[level] ?? 0, ends[level] ?? 0, index, end)) return false;
        starts[level] = index;
        ends[level] = end;
        expectsName = false;
      }
      index = end;
    } else if (byte === COMMA) {
      expectsName = (starts[level] ?? -1) >= 0;
    } else if (byte >= ZERO && byte <= NINE) {
      let next = index + 1;
      while (isDigit(bytes[next] ?? 0)) next += 1;
      if (next - index > SAFE_DIGITS || isOfFraction(bytes[next] ?? 0)) return false;
      index = next - 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      level += 1;
      if (level > MOST_NESTING) return false;
      expectsName = byte === OPEN_BRACE;
      starts[level] = expectsName ? 0 : -1;
      ends[level] = 0;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      level -= 1;
      if (level < 0) return false;
      expectsName = false;
    } else if (byte === MINUS) {
      // What follows is judged as the digits that it is.
      if (bytes[index + 1] === ZERO) return false;
    } else if (byte <= 0x20) return false;
  }
  return true;
}

/** Index of the closing quotation mark; -1 for a text that RFC 8785 writes otherwise, and for a name beyond ASCII. */
function endOfText(bytes: Uint8Array, start: number, isName: boolean): number {
  for (let index = start + 1; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === QUOTE) return index;
    if (isName && (byte >= 0x80 || byte === BACKSLASH)) return -1;
    if (byte !== BACKSLASH) continue;
    const length = canonicalEscape(bytes, index + 1);
    if (length === 0) return -1;
    index += length;
  }
  return -1;
}

/** Bytes behind the backslash of an escape that RFC 8785 section 3.2.2.2 writes; 0 for any other. */
function canonicalEscape(bytes: Uint8Array, index: number): number {
  const text = Buffer.from(bytes.subarray(index, index + 5)).toString('latin1');
  if (/^["\\bfnrt]/.test(text)) return 1;
  return /^u00(?:0[0-7be-f]|1[0-9a-f])/.test(text) ? 5 : 0;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isOfFraction(byte: number): boolean {
  return byte === POINT || byte === LOWER_E || byte === UPPER_E;
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
