import { LIMITS } from '../generated/limits.ts';

/** What a look at every token of a header's text found. */
export interface RewrittenHeader {
  /** Index of the first character that differs from the canonical form; undefined where none does. */
  readonly difference: number | undefined;
  /** Numbers that are not written as integers, in the order of the text. */
  readonly fractions: readonly HeaderNumber[];
}

export interface HeaderNumber {
  readonly index: number;
  readonly pointer: string;
  readonly text: string;
}

/**
 * Whether a text is the canonical form of the value that `JSON.parse` made of it, with integers for its only numbers and
 * no deeper than strict-json allows. Then no rule on its spelling is broken. False may also mean that nobody knows.
 */
export function isCanonicalHeader(text: string, value: unknown): boolean {
  // What JSON.stringify writes is RFC 8785 but for the order of names; half a surrogate pair has a rule of its own.
  return isSortedAndWhole(value, 1) && !/\\ud[89a-f]/.test(text) && JSON.stringify(value) === text;
}

function isSortedAndWhole(value: unknown, level: number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (level > LIMITS['json.nesting'].value) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isSortedAndWhole(item, level + 1)) return false;
    return true;
  }
  let last: string | undefined;
  for (const [key, member] of Object.entries(value)) {
    if (last !== undefined && last >= key) return false;
    last = key;
    if (typeof member === 'object' || typeof member === 'number') {
      if (!isSortedAndWhole(member, level + 1)) return false;
    }
  }
  return true;
}
