import type { RuleId } from '../../generated/catalogue.ts';
import type { Details } from '../../report/finding.ts';
import { codePointName } from '../code-point-name.ts';
import type { DocumentFindings } from '../document-findings.ts';
import type { JsonValue } from '../parsed-document.ts';
import { decodeJsonString, findEscapeProblem } from './json-escapes.ts';
import { readJsonNumber } from './json-number.ts';

const NUMBER_TOKEN = /[0-9A-Za-z+\-.]*/y;
const WORD_TOKEN = /[0-9A-Za-z_$]*/y;

/** The tokens of a JSON text, read at a moving index. */
export class JsonTokens {
  /** UTF-16 index of what is read next. */
  index: number;
  /** A rule in force stopped the reading. */
  stopped = false;
  /** Nothing more is to be read: stopped, or the text ended and that rule is not in force. */
  ended = false;
  readonly #text: string;
  readonly #findings: DocumentFindings;
  readonly #pointer: () => string;

  constructor(text: string, start: number, findings: DocumentFindings, pointer: () => string) {
    this.#text = text;
    this.index = start;
    this.#findings = findings;
    this.#pointer = pointer;
  }

  /** Ends the reading without a finding. */
  end(): void {
    this.ended = true;
  }

  /** Reports a breach of the syntax; false where its rule is not in force, so that the reading goes on. */
  fail(rule: RuleId, at: number, details: Details = {}): boolean {
    if (this.stopped) return true;
    this.stopped = this.#findings.add(rule, at, details);
    if (this.stopped) this.ended = true;
    return this.stopped;
  }

  /** The character here cannot stand here: reading ends, whether or not the rule is in force. */
  unexpected(expected: string): void {
    if (this.ended) return;
    const point = this.#text.codePointAt(this.index);
    if (point === undefined) this.fail('json/unexpected-end', this.#text.length, { expected });
    else this.fail('json/unexpected-character', this.index, { found: describe(point), expected });
    this.ended = true;
  }

  /** Passes over whitespace (RFC 8259 section 2); gives the UTF-16 unit that follows, -1 at the end. */
  skipSpace(): number {
    while (!this.ended && this.index < this.#text.length) {
      const unit = this.#text.charCodeAt(this.index);
      if (unit > 0x20) {
        if (unit !== 0x2f || !this.#skipComment()) return unit;
      } else if (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09) this.index += 1;
      else return unit;
    }
    return -1;
  }

  /** Reads the string whose opening quotation mark stands here; a finding about it has the pointer for its text. */
  readString(pointerFor: (text: string) => string): string {
    const text = this.#text;
    const start = this.index;
    let escaped = false;
    for (let index = start + 1; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit === 0x22) {
        this.index = index + 1;
        return escaped ? this.#decode(start, index, pointerFor) : text.slice(start + 1, index);
      }
      if (unit === 0x5c) {
        escaped = true;
        const problem = findEscapeProblem(text, index);
        if (problem === 'cut-off') break;
        if (problem === 'invalid' && this.fail('json/invalid-escape', index)) return '';
        index += 1;
      } else if (unit < 0x20) {
        if (this.fail('json/unescaped-control-character', index, { character: codePointName(unit) })) return '';
      }
    }
    this.index = text.length;
    this.unexpected('the rest of a string');
    return escaped ? '' : text.slice(start + 1);
  }

  /** Reads a number or a word; undefined where neither begins with this unit. */
  readScalar(unit: number): JsonValue | undefined {
    if ((unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x2b || unit === 0x2e) return this.#readNumber();
    if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a)) return this.#readWord();
    return undefined;
  }

  #decode(start: number, end: number, pointerFor: (text: string) => string): string {
    const { value, loneSurrogates } = decodeJsonString(this.#text, start + 1, end);
    if (loneSurrogates.length === 0) return value;
    // Once: a name may hold many of them, and its pointer is as long as itself.
    let known: string | undefined;
    const pointer = (): string => {
      known ??= pointerFor(value);
      return known;
    };
    for (const { index, codeUnit } of loneSurrogates) {
      this.#findings.add('json/lone-surrogate', index, { codeUnit }, pointer);
    }
    return value;
  }

  #readNumber(): JsonValue | undefined {
    const start = this.index;
    const token = this.#readToken(NUMBER_TOKEN);
    const { value, problem } = readJsonNumber(token);
    if (problem === 'json/invalid-number') return this.fail(problem, start) ? undefined : value;
    if (problem !== undefined) this.#findings.add(problem, start, {}, this.#pointer);
    return value;
  }

  #readWord(): JsonValue | undefined {
    const start = this.index;
    const word = this.#readToken(WORD_TOKEN);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word !== 'null' && this.fail('json/invalid-literal', start)) return undefined;
    return null;
  }

  #readToken(pattern: RegExp): string {
    pattern.lastIndex = this.index;
    pattern.test(this.#text);
    const token = this.#text.slice(this.index, pattern.lastIndex);
    this.index = pattern.lastIndex;
    return token;
  }

  /** Whether a comment stood here and was passed over, its rule not being in force. */
  #skipComment(): boolean {
    const next = this.#text.charCodeAt(this.index + 1);
    if (next !== 0x2f && next !== 0x2a) return false;
    if (this.fail('json/comment', this.index)) return true;
    const end = next === 0x2f ? this.#text.indexOf('\n', this.index) : this.#text.indexOf('*/', this.index + 2);
    this.index = end === -1 ? this.#text.length : end + (next === 0x2f ? 1 : 2);
    return true;
  }
}

function describe(point: number): string {
  return point > 0x20 && point < 0x7f
    ? `${String.fromCodePoint(point)} (${codePointName(point)})`
    : codePointName(point);
}
