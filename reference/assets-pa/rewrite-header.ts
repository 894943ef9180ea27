import { toObservedText } from '../document/observed-text.ts';
import { PointerWriter } from '../document/pointer-writer.ts';
import { NameOrder } from './name-order.ts';

/** What a look at every token of a header's text found. */
export interface RewrittenHeader {
  /** Index of the first character that differs from the canonical form; undefined where none does. */
  readonly difference: number | undefined;
  /** The first numbers that are not written as integers, in the order of the text: as many as a report has findings of. */
  readonly fractions: readonly HeaderNumber[];
  /** How many there are. */
  readonly fractionCount: number;
}

interface HeaderNumber {
  readonly index: number;
  readonly pointer: string;
  readonly text: string;
}

/**
 * Writes a header's text again as section 3 says, token by token, and compares: for a text that was read, but is not known
 * to be canonical. Names may repeat, and numbers stay as they stand. What is written is never held, and of what an object
 * has, the places of its names alone.
 */
export function rewriteHeader(text: string): RewrittenHeader {
  const rewriter = new Rewriter(text);
  rewriter.rewrite();
  const { difference, fractions, fractionCount } = rewriter;
  return {
    difference: difference === undefined ? undefined : startOfCharacter(text, difference),
    fractions,
    fractionCount,
  };
}

const FRACTIONS_KEPT = 1000;

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /[^\s,:[\]{}"]+/y;
const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;
const NUMBER = /^[-+.0-9]/;

class Rewriter {
  readonly fractions: HeaderNumber[] = [];
  fractionCount = 0;
  /** The least index at which what is written differs from the text. */
  difference: number | undefined;
  readonly #text: string;
  readonly #path: (string | number)[] = [];
  readonly #pointers: PointerWriter = new PointerWriter(toObservedText);
  #index = 0;
  // Characters that were written; up to a difference, those are the text's.
  #written = 0;

  constructor(text: string) {
    this.#text = text;
  }

  rewrite(): void {
    this.#value();
    this.#take(SPACE);
    // Behind the value nothing may stand; where that rule is left out, it stays as it is.
    this.#write(this.#text.slice(this.#index));
    if (this.#written < this.#text.length) this.difference ??= this.#written;
  }

  #value(): void {
    this.#take(SPACE);
    const first = this.#text[this.#index];
    if (first === '{') this.#object();
    else if (first === '[') this.#array();
    else if (first === '"') this.#write(canonicalString(this.#takeString()));
    else this.#scalar();
  }

  #scalar(): void {
    const index = this.#index;
    const text = this.#take(SCALAR);
    if (NUMBER.test(text) && !INTEGER.test(text)) this.#addFraction(index, text);
    this.#write(text);
  }

  #addFraction(index: number, text: string): void {
    this.fractionCount += 1;
    if (this.fractionCount > FRACTIONS_KEPT) return;
    // Names are written again as they stand, halves of surrogate pairs included; a place is given as it is observed.
    this.fractions.push({ index, pointer: this.#pointers.write(this.#path), text });
  }

  #object(): void {
    const order = new NameOrder();
    this.#index += 1;
    this.#write('{');
    for (let count = 0; this.#goesOn('}'); count += 1) {
      if (count > 0) this.#write(',');
      const start = this.#index;
      const token = this.#takeString();
      this.#take(SPACE);
      this.#skip(':');
      const name = decoded(token);
      order.add(name, start);
      this.#write(canonicalString(token));
      this.#write(':');
      this.#path.push(name);
      this.#value();
      this.#path.pop();
      this.#take(SPACE);
      this.#skip(',');
    }
    this.#skip('}');
    this.#write('}');
    this.#compareOrder(order);
  }

  /** Where the names are not sorted, the least that stands too late is written where a greater one stands. */
  #compareOrder({ least, starts }: NameOrder): void {
    if (least === undefined) return;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (decoded(this.#stringAt(starts[middle] ?? 0)) > least) high = middle;
      else low = middle + 1;
    }
    const start = starts[low] ?? 0;
    // What was compared from there on was compared with the wrong member.
    if (this.difference !== undefined && this.difference < start) return;
    this.difference = start + commonLength(this.#text, start, JSON.stringify(least));
  }

  #array(): void {
    this.#index += 1;
    this.#write('[');
    for (let count = 0; this.#goesOn(']'); count += 1) {
      if (count > 0) this.#write(',');
      this.#path.push(count);
      this.#value();
      this.#path.pop();
      this.#take(SPACE);
      this.#skip(',');
    }
    this.#skip(']');
    this.#write(']');
  }

  #write(piece: string): void {
    if (this.difference === undefined && !this.#text.startsWith(piece, this.#written)) {
      this.difference = this.#written + commonLength(this.#text, this.#written, piece);
    }
    this.#written += piece.length;
  }

  /** Whether another item follows; the index moves with every item, whatever rule on the syntax is left out. */
  #goesOn(end: string): boolean {
    this.#take(SPACE);
    const next = this.#text[this.#index];
    if (next === undefined || next === '}' || next === ']') return false;
    if (next === ',' || next === ':' || (end === '}' && next !== '"')) this.#index += 1;
    return true;
  }

  #skip(character: string): void {
    if (this.#text[this.#index] === character) this.#index += 1;
  }

  #takeString(): string {
    const token = this.#stringAt(this.#index);
    this.#index += token.length;
    return token;
  }

  // No pattern: its stack could overflow on a string of millions of escapes.
  #stringAt(start: number): string {
    for (let index = start + 1; index < this.#text.length; index += 1) {
      const unit = this.#text.charCodeAt(index);
      if (unit === 0x5c) index += 1;
      else if (unit === 0x22) return this.#text.slice(start, index + 1);
    }
    return this.#text.slice(start);
  }

  #take(token: RegExp): string {
    token.lastIndex = this.#index;
    const [found = ''] = token.exec(this.#text) ?? [];
    this.#index += found.length;
    return found;
  }
}

// RFC 8785 section 3.2.2.2; ECMAScript writes half a surrogate pair as an escape in lower case.
function canonicalString(token: string): string {
  return token.includes('\\') ? JSON.stringify(decoded(token)) : token;
}

/** The string that a token stands for, halves of surrogate pairs included; the token where it is not well-formed. */
function decoded(token: string): string {
  if (!token.includes('\\')) return token.slice(1, -1);
  try {
    return JSON.parse(token);
  } catch {
    return token;
  }
}

/** How many characters from an index on are those of the piece. */
function commonLength(text: string, start: number, piece: string): number {
  let length = 0;
  while (length < piece.length && text.charCodeAt(start + length) === piece.charCodeAt(length)) length += 1;
  return length;
}

function startOfCharacter(text: string, index: number): number {
  const isLowHalf = /^[\uDC00-\uDFFF]/.test(text.charAt(index)) && /[\uD800-\uDBFF]$/.test(text.charAt(index - 1));
  return isLowHalf ? index - 1 : index;
}
