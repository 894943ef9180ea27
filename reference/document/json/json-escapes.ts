import { toObservedText } from '../observed-text.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * What is wrong with the escape sequence whose reverse solidus stands at the index (RFC 8259 section 7): `cut-off` where
 * the text ends within what could have become one.
 */
export function findEscapeProblem(text: string, index: number): 'invalid' | 'cut-off' | undefined {
  const letter = text.charAt(index + 1);
  if (letter === '') return 'cut-off';
  if (letter !== 'u') return letter in SIMPLE ? undefined : 'invalid';
  for (let at = index + 2; at < index + 6; at += 1) {
    if (at >= text.length) return 'cut-off';
    if (!isHexDigit(text.charCodeAt(at))) return 'invalid';
  }
  return undefined;
}

export interface DecodedJsonString {
  /** Surrogates that are not one of a pair are U+FFFD. */
  readonly value: string;
  readonly loneSurrogates: readonly { readonly index: number; readonly codeUnit: string }[];
}

/** Resolves the escape sequences between two indices; what is no escape sequence stands for its own characters. */
export function decodeJsonString(text: string, start: number, end: number): DecodedJsonString {
  const parts: string[] = [];
  const loneSurrogates: { index: number; codeUnit: string }[] = [];
  let index = start;
  while (index < end) {
    const next = text.indexOf('\\', index);
    const plainEnd = next === -1 || next >= end ? end : next;
    parts.push(text.slice(index, plainEnd));
    if (plainEnd === end) break;
    const unit = escapedUnit(text, next);
    index = next + (unit === undefined ? 2 : 6);
    if (unit === undefined) {
      const letter = text.charAt(next + 1);
      parts.push(SIMPLE[letter] ?? letter);
    } else if (!isSurrogate(unit)) {
      parts.push(String.fromCharCode(unit));
    } else {
      const low = isHighSurrogate(unit) ? escapedUnit(text, index) : undefined;
      if (low !== undefined && isSurrogate(low) && !isHighSurrogate(low)) {
        parts.push(String.fromCharCode(unit, low));
        index += 6;
      } else {
        parts.push('\ufffd');
        loneSurrogates.push({ index: next, codeUnit: unit.toString(16).toUpperCase() });
      }
    }
  }
  return { value: toObservedText(parts.join('')), loneSurrogates };
}

// The UTF-16 unit that a \u escape at the index stands for.
function escapedUnit(text: string, index: number): number | undefined {
  if (text.charCodeAt(index) !== 0x5c || text.charCodeAt(index + 1) !== 0x75) return undefined;
  if (findEscapeProblem(text, index) !== undefined) return undefined;
  return Number.parseInt(text.slice(index + 2, index + 6), 16);
}

function isHexDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x46) || (unit >= 0x61 && unit <= 0x66);
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
