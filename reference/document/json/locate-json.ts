import { type DocumentPosition, type ParsedDocument, pointerTokens } from '../parsed-document.ts';
import type { TextPositions } from '../text-positions.ts';
import { decodeJsonString } from './json-escapes.ts';

interface Child {
  readonly key: number | undefined;
  readonly value: number;
}

/**
 * Finds places in a JSON text that has been read. No place is kept while reading: a container's children are indexed
 * when a pointer first goes through it, so a document without findings pays nothing.
 */
export function locateInJson(
  text: string,
  start: number,
  positions: TextPositions,
): Pick<ParsedDocument, 'locate' | 'locateKey'> {
  const indexed = new Map<number, Children>();
  const find = (pointer: string): Child | undefined => {
    let child: Child | undefined = { key: undefined, value: skipSeparators(text, start) };
    for (const token of pointerTokens(pointer)) {
      if (child === undefined) return undefined;
      const children: Children = indexed.get(child.value) ?? indexContainer(text, child.value);
      indexed.set(child.value, children);
      child = children.get(token);
    }
    return child;
  };
  const place = (index: number | undefined): DocumentPosition | undefined =>
    index === undefined ? undefined : positions.at(index);
  return {
    locate: (pointer) => place(find(pointer)?.value),
    locateKey: (pointer) => place(find(pointer)?.key),
  };
}

/** The children of a container by reference token. */
interface Children {
  get(token: string): Child | undefined;
}

function indexContainer(text: string, start: number): Children {
  return text[start] === '[' ? new Items(text, start + 1) : indexMembers(text, start);
}

/** The items of an array, each looked for when it is asked for: there may be millions. */
class Items implements Children {
  readonly #text: string;
  readonly #starts: number[] = [];
  #next: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#next = skipSeparators(text, start);
  }

  get(token: string): Child | undefined {
    if (!/^(?:0|[1-9][0-9]*)$/.test(token)) return undefined;
    const index = Number(token);
    while (
      this.#starts.length <= index &&
      this.#next < this.#text.length &&
      !/[\]}]/.test(this.#text[this.#next] ?? '')
    ) {
      this.#starts.push(this.#next);
      this.#next = skipSeparators(this.#text, skipValue(this.#text, this.#next));
    }
    const value = this.#starts[index];
    return value === undefined ? undefined : { key: undefined, value };
  }
}

function indexMembers(text: string, start: number): Children {
  const children = new Map<string, Child>();
  if (text[start] !== '{') return children;
  let index = skipSeparators(text, start + 1);
  while (index < text.length && text[index] !== ']' && text[index] !== '}') {
    const keyEnd = skipString(text, index);
    const value = skipSeparators(text, keyEnd);
    // Cut out first: an escape is looked for to the end of what is given.
    const name = text.slice(index + 1, keyEnd - 1);
    // The last of two members of one name wins, as in the value.
    children.set(decodeJsonString(name, 0, name.length).value, { key: index, value });
    index = skipSeparators(text, skipValue(text, value));
  }
  return children;
}

const BETWEEN = /[\s,:]*/y;
const SCALAR = /[^\s,:[\]{}"]+|[\s\S]?/y;

function skipSeparators(text: string, index: number): number {
  return skip(BETWEEN, text, index);
}

function skip(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? Math.max(pattern.lastIndex, index) : text.length;
}

/** End of the value that begins at the index. */
function skipValue(text: string, start: number): number {
  let depth = 0;
  let index = start;
  do {
    const unit = text.charCodeAt(index);
    if (unit === 0x22) index = skipString(text, index);
    else if (unit === 0x7b || unit === 0x5b) {
      depth += 1;
      index += 1;
    } else if (unit === 0x7d || unit === 0x5d) {
      depth -= 1;
      index += 1;
    } else index = skip(SCALAR, text, index);
    if (depth > 0) index = skipSeparators(text, index);
  } while (depth > 0 && index < text.length);
  return index;
}

/** Index behind the closing quotation mark of the string that begins at the index. */
function skipString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0x22) return index + 1;
    if (unit === 0x5c) index += 1;
  }
  return text.length;
}
