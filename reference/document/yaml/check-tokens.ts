import { CST, Lexer } from 'yaml';
import { LIMITS } from '../../generated/limits.ts';
import type { DocumentFindings } from '../document-findings.ts';
import { checkDirective } from './check-directive.ts';

// What stands between tokens, and what the lexer puts in for the parser.
const NOT_COUNTED = new Set(['space', 'comment', 'doc-mode', 'scalar', 'flow-error-end', 'byte-order-mark']);
// Where the rule on tokens is left out, reading still ends here.
const TOKENS_CEILING = 4 * LIMITS['yaml.tokens'].value;

const ANCHOR_NAME = /^[0-9A-Za-z_-]+$/;
const CORE_TAG =
  /^!(?:$|!(?:str|int|float|bool|null|map|seq)$|<tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)>$)/;
// Further tags of YAML 1.1 that the published reader knows; none has a value in JSON.
const OLD_TAG = /^!(?:!|<tag:yaml\.org,2002:)(?:binary|timestamp|set|omap|pairs)>?$/;
const TAG_END = /[ \t\r\n,[\]{}]/;
const LONE_ESCAPED_BREAK = /(?<=\n[ \t]*)\\\r?\n/;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|[^uU])/g;

/**
 * Splits a document into tokens and checks what can be said of each alone; stops at the limit, so that nothing is ever
 * parsed that would take long or much memory.
 * @param length of the document; what stands in the text behind it is not counted
 * @returns the lexemes for the parser, or undefined where there are too many.
 */
export function checkTokens(text: string, length: number, findings: DocumentFindings): readonly string[] | undefined {
  const lexemes: string[] = [];
  const checker = new TokenChecker(text, length, findings);
  const masked = withoutInnerMarks(text);
  for (const part of new Lexer().lex(withSpacedComments(masked.text))) {
    const lexeme = masked.restore(part);
    const isQuoted = lexeme.startsWith('"') && lexemes.at(-1) !== CST.SCALAR;
    lexemes.push(isQuoted ? withFoldedEscapes(lexeme) : lexeme);
    if (!checker.take(lexeme)) return undefined;
  }
  checker.end();
  return lexemes;
}

class TokenChecker {
  readonly #text: string;
  readonly #length: number;
  readonly #findings: DocumentFindings;
  readonly #anchors: Set<string> = new Set();
  readonly #directives: Set<string> = new Set();
  #index = 0;
  #tokens = 0;
  #flowLevel = 0;
  #scalarFollows = false;
  /** Whether a quoted scalar has broken off; what follows is only its consequence. */
  #isCutOff = false;
  /** The header of the block scalar whose lines follow. */
  #header: string | undefined;
  #behindBlockScalar: 'nothing' | 'scalar' | 'space' = 'nothing';

  constructor(text: string, length: number, findings: DocumentFindings) {
    this.#text = text;
    this.#length = length;
    this.#findings = findings;
  }

  /** White space alone in the last line, behind a block scalar: PyYAML takes it for text where it is indented enough. */
  end(): void {
    if (this.#behindBlockScalar === 'space') this.#findings.add('yaml/unterminated-block-scalar', this.#index);
  }

  /** Checks the next lexeme; false where the document has too many. */
  take(lexeme: string): boolean {
    const type = this.#scalarFollows ? 'content' : (CST.tokenType(lexeme) ?? 'unknown');
    this.#scalarFollows = type === 'scalar';
    const isCounted = !NOT_COUNTED.has(type) && lexeme !== '' && this.#index < this.#length;
    if (isCounted && !this.#count()) return false;
    this.#check(type, lexeme);
    if (lexeme !== '' && type !== 'content' && this.#behindBlockScalar !== 'nothing') {
      this.#behindBlockScalar = type === 'space' ? 'space' : type === 'newline' ? 'scalar' : 'nothing';
    }
    // The lexer's control characters stand for nothing in the text.
    if (type !== 'scalar' && type !== 'doc-mode' && type !== 'flow-error-end') this.#index += lexeme.length;
    return true;
  }

  #count(): boolean {
    this.#tokens += 1;
    const limit = LIMITS['yaml.tokens'].value;
    if (this.#tokens <= limit) return true;
    if (this.#findings.add('yaml/too-many-tokens', this.#index, { tokens: this.#tokens, limit })) return false;
    return this.#tokens <= TOKENS_CEILING;
  }

  #check(type: string, lexeme: string): void {
    if (this.#isCutOff) return;
    if (type === 'directive-line') checkDirective(lexeme, this.#index, this.#directives, this.#findings);
    else if (type === 'doc-start') this.#directives.clear();
    else if (type === 'space') this.#checkTab(lexeme);
    else if (type === 'tag') this.#checkTag(lexeme);
    else if (type === 'anchor' || type === 'alias') this.#checkAnchor(type, lexeme.slice(1));
    else if (type === 'explicit-key-ind') this.#findings.add('yaml/explicit-key', this.#index);
    else if (type === 'single-quoted-scalar') this.#checkQuotes(lexeme);
    else if (type === 'double-quoted-scalar') this.#checkDoubleQuoted(lexeme);
    else if (type === 'flow-map-start' || type === 'flow-seq-start') this.#flowLevel += 1;
    else if (type === 'flow-map-end' || type === 'flow-seq-end') this.#flowLevel -= 1;
    else if (type === 'flow-error-end') this.#flowLevel = 0;
    else if (type === 'block-scalar-header') this.#header = lexeme;
    else if (type === 'content') this.#checkContent(lexeme);
  }

  #checkContent(lexeme: string): void {
    if (this.#header !== undefined) {
      this.#checkBlockScalar(this.#header, lexeme);
      this.#header = undefined;
      this.#behindBlockScalar = 'scalar';
      return;
    }
    this.#checkTab(lexeme);
    if (this.#flowLevel <= 0) return;
    // PyYAML takes ? anywhere and : at the beginning for an indicator here; the YAML 1.2 grammar does not.
    const question = lexeme.indexOf('?');
    if (lexeme.startsWith(':')) this.#ambiguous(this.#index, 'begins with a colon');
    else if (question !== -1) this.#ambiguous(this.#index + question, 'holds a question mark');
  }

  /** What PyYAML and this parser do not read alike: a root scalar at the margin, and one that the end cuts off. */
  #checkBlockScalar(header: string, lexeme: string): void {
    const margin = lexeme.search(/^[^ \r\n]/m);
    // Behind indented lines the lexer takes a tab at the margin for one of them.
    const isIndented = /[1-9]/.test(header) || /^[ \r\n]* [^ \r\n]/.test(lexeme.slice(0, Math.max(margin, 0)));
    if (isIndented && lexeme[margin] === '\t') this.#findings.add('yaml/tab', this.#index + margin);
    else if (margin !== -1) this.#findings.add('yaml/unindented-block-scalar', this.#index + margin);
    else if (!/[1-9]/.test(header)) this.#checkTab(/^[ \t\r\n]*/.exec(lexeme)?.[0] ?? '');
    if (lexeme !== '' && !lexeme.endsWith('\n')) {
      this.#findings.add('yaml/unterminated-block-scalar', this.#index + lexeme.length);
    }
  }

  /** The lexer ends the scalar at a line that is not indented, and the parser takes any mark there for the closing one. */
  #checkQuotes(lexeme: string): void {
    const quote = lexeme.charAt(0);
    if (isClosed(lexeme, quote)) return;
    this.#isCutOff = true;
    const problem = 'the closing quotation mark is missing';
    this.#findings.add('yaml/syntax', this.#index + lexeme.length, { problem });
  }

  #ambiguous(index: number, problem: string): void {
    this.#findings.add('yaml/ambiguous-flow-scalar', index, { problem });
  }

  #checkTab(lexeme: string): void {
    const tab = lexeme.indexOf('\t');
    if (tab !== -1) this.#findings.add('yaml/tab', this.#index + tab);
  }

  #checkTag(tag: string): void {
    // The lexer ends a tag at a character that no tag may hold, as if another token began there.
    const next = this.#text.charAt(this.#index + tag.length);
    const isWhole = tag.startsWith('!<') || next === '' || TAG_END.test(next);
    if (isWhole && (CORE_TAG.test(tag) || OLD_TAG.test(tag))) this.#findings.add('yaml/explicit-tag', this.#index);
    else this.#findings.add('yaml/unknown-tag', this.#index);
    this.#checkSeparation(tag);
  }

  /** The parser lets a collection begin right behind a tag or an anchor. */
  #checkSeparation(lexeme: string): void {
    const end = this.#index + lexeme.length;
    if (!/[[{]/.test(this.#text.charAt(end))) return;
    this.#findings.add('yaml/syntax', end, { problem: 'white space is missing behind an anchor or tag' });
  }

  #checkAnchor(kind: 'anchor' | 'alias', name: string): void {
    this.#checkSeparation(`&${name}`);
    if (!ANCHOR_NAME.test(name)) this.#findings.add('yaml/anchor-name', this.#index, { kind });
    if (kind === 'alias') return;
    if (this.#anchors.has(name)) this.#findings.add('yaml/duplicate-anchor', this.#index, { name });
    this.#anchors.add(name);
  }

  #checkDoubleQuoted(lexeme: string): void {
    this.#checkQuotes(lexeme);
    // Productions 107 to 115: a line within the scalar begins with a character, which an escaped break is not.
    const lone = lexeme.search(LONE_ESCAPED_BREAK);
    if (lone !== -1)
      this.#findings.add('yaml/syntax', this.#index + lone, { problem: 'an escaped break stands alone' });
    for (const match of lexeme.matchAll(ESCAPE)) {
      const point = Number.parseInt(match[1] ?? match[2] ?? '0', 16);
      if (point < 0xd800 || point > 0xdfff) continue;
      const codeUnit = point.toString(16).toUpperCase();
      this.#findings.add('yaml/surrogate-escape', this.#index + match.index, { codeUnit });
    }
  }
}

/**
 * The parser takes an escaped break ahead of empty lines for one of the breaks to fold, and so reads one too few. It
 * reads them all where the break is not escaped, and the white space ahead of it is.
 */
function withFoldedEscapes(lexeme: string): string {
  return lexeme.replaceAll(
    /\\[^\r\n]|([ \t]?)\\(\r?\n[ \t]*\r?\n)/g,
    (whole: string, space: string | undefined, breaks: string | undefined) => {
      if (breaks === undefined) return whole;
      return space ? `\\${space}${breaks}` : ` ${breaks}`;
    },
  );
}

function isClosed(lexeme: string, quote: string): boolean {
  if (lexeme.length < 2 || !lexeme.endsWith(quote)) return false;
  if (quote === "'") return lexeme.split(quote).length % 2 === 1;
  const escapes = /\\*"$/.exec(lexeme)?.[0].length ?? 1;
  return escapes % 2 === 1;
}

/**
 * In front of a document the lexer passes over a byte order mark on any line; it is one at the beginning alone, and a
 * character elsewhere. There another character stands for it that the text does not hold.
 */
function withoutInnerMarks(text: string): { readonly text: string; readonly restore: (lexeme: string) => string } {
  if (!text.includes('\ufeff', 1)) return { text, restore: (lexeme) => lexeme };
  let code = 0xe000;
  while (code < 0xf8ff && text.includes(String.fromCharCode(code))) code += 1;
  const other = String.fromCharCode(code);
  return {
    text: text.charAt(0) + text.slice(1).replaceAll('\ufeff', other),
    restore: (lexeme) => lexeme.replaceAll(other, '\ufeff'),
  };
}

/**
 * The lexer takes `#x` at the beginning of a line for content, and forgets the indentation that the next line needs; it
 * does not where a space follows the `#`. What a comment says does not matter, so that space is put there.
 */
function withSpacedComments(text: string): string {
  if (!/^ *#\S/m.test(text)) return text;
  const parts: string[] = [];
  let copied = 0;
  let index = 0;
  let lexemes = 0;
  let previous = '\n';
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > 4 * TOKENS_CEILING) break;
    if (/^#\S/.test(lexeme) && previous !== CST.SCALAR && /^(?:\r?\n| +)$/.test(previous)) {
      parts.push(text.slice(copied, index + 1), ' ');
      copied = index + 2;
    }
    if (lexeme !== CST.SCALAR && lexeme !== CST.DOCUMENT && lexeme !== CST.FLOW_END) index += lexeme.length;
    previous = lexeme;
  }
  return parts.join('') + text.slice(copied);
}
