import { joinPointer } from '../document/parsed-document.ts';

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
 * to be canonical. Names may repeat, and numbers stay as they stand.
 */
export function rewriteHeader(text: string): RewrittenHeader {
  const rewriter = new Rewriter(text);
  const rewritten = rewriter.rewrite();
  const { fractions, fractionCount } = rewriter;
  return { difference: firstDifference(text, rewritten), fractions, fractionCount };
}

const FRACTIONS_KEPT = 1000;

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /[^\s,:[\]{}"]+/y;
const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;
const NUMBER = /^[-+.0-9]/;

interface Member {
  readonly name: string;
  readonly text: string;
}

class Rewriter {
  readonly fractions: HeaderNumber[] = [];
  fractionCount = 0;
  readonly #text: string;
  readonly #path: (string | number)[] = [];
  #index = 0;

  constructor(text: string) {
    this.#text = text;
  }

  rewrite(): string {
    const value = this.#value();
    this.#take(SPACE);
    // Behind the value nothing may stand; where that rule is left out, it stays as it is.
    return value + this.#text.slice(this.#index);
  }

  #value(): string {
    this.#take(SPACE);
    const first = this.#text[this.#index];
    if (first === '{') return this.#object();
    if (first === '[') return this.#array();
    if (first === '"') return canonicalString(this.#takeString());
    const index = this.#index;
    const scalar = this.#take(SCALAR);
    if (NUMBER.test(scalar) && !INTEGER.test(scalar)) this.#addFraction(index, scalar);
    return scalar;
  }

  #addFraction(index: number, text: string): void {
    this.fractionCount += 1;
    if (this.fractionCount > FRACTIONS_KEPT) return;
    this.fractions.push({ index, pointer: this.#path.reduce<string>(joinPointer, ''), text });
  }

  #object(): string {
    const members: Member[] = [];
    this.#index += 1;
    while (this.#goesOn('}')) {
      const name = this.#takeString();
      this.#take(SPACE);
      this.#skip(':');
      const plain = decoded(name);
      this.#path.push(plain);
      members.push({ name: plain, text: `${canonicalString(name)}:${this.#value()}` });
      this.#path.pop();
      this.#take(SPACE);
      this.#skip(',');
    }
    this.#skip('}');
    return `{${members
      .sort(byUnits)
      .map(({ text }) => text)
      .join(',')}}`;
  }

  #array(): string {
    const items: string[] = [];
    this.#index += 1;
    while (this.#goesOn(']')) {
      this.#path.push(items.length);
      items.push(this.#value());
      this.#path.pop();
      this.#take(SPACE);
      this.#skip(',');
    }
    this.#skip(']');
    return `[${items.join(',')}]`;
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

  // No pattern: its stack could overflow on a string of millions of escapes.
  #takeString(): string {
    const start = this.#index;
    for (let index = start + 1; index < this.#text.length; index += 1) {
      const unit = this.#text.charCodeAt(index);
      if (unit === 0x5c) index += 1;
      else if (unit === 0x22) {
        this.#index = index + 1;
        return this.#text.slice(start, this.#index);
      }
    }
    this.#index = this.#text.length;
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

// RFC 8785 section 3.2.3 sorts by UTF-16 unit; names that are equal stay in their order.
function byUnits({ name: a }: Member, { name: b }: Member): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function firstDifference(a: string, b: string): number | undefined {
  if (a === b) return undefined;
  let index = 0;
  while (index < a.length && index < b.length && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  const isLowHalf = /^[\uDC00-\uDFFF]/.test(a.charAt(index)) && /[\uD800-\uDBFF]$/.test(a.charAt(index - 1));
  return isLowHalf ? index - 1 : index;
}
