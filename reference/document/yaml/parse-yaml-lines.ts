import { LIMITS } from '../../generated/limits.ts';
import { BareObject, type MutableJsonObject } from '../bare-object.ts';
import type { JsonValue } from '../parsed-document.ts';
import { readPlainScalar } from './read-scalar.ts';

// A token and a node take a character each: a shorter text stays within the limits of both.
const LONGEST = Math.min(LIMITS['yaml.tokens'].value, LIMITS['yaml.expandedNodes'].value);
const DEEPEST = LIMITS['yaml.nesting'].value;

const CHARACTERS = /^[\n\x20-\x7e]*$/;
const COMMENT = /^ *#(?: |$)/;
const ENTRY = /^( *)(- )?(?:([A-Za-z_][A-Za-z0-9_./-]{0,127}):(?: (?! )(.+))?|(?! )(.+))$/;
const ITEM_INDENT = 2;

const QUOTED = /^(?:"[^"\\]*"|'[^']*')$/;
const QUOTED_LIST = /^\[(?:"[^"\\]*"(?:, "[^"\\]*")*)?\]$/;
const PLAIN = /^(?:[A-Za-z0-9_/]|[-+.][0-9])(?:[A-Za-z0-9_./+@=~%,()-]|:(?=[A-Za-z0-9_/])| (?=[A-Za-z0-9_/(]))*$/;

/**
 * The value of a document of the form that is mostly written: block mappings and sequences, in ASCII, each key and each
 * scalar on one line, without escapes, anchors and tags. No rule can be broken by what has this form; undefined where
 * anything is otherwise, or could be read in two ways: then the parser decides.
 */
export function parseYamlLines(text: string): JsonValue | undefined {
  if (text.length > LONGEST || !CHARACTERS.test(text)) return undefined;
  const reader = new EntryReader();
  for (const line of text.split('\n')) {
    if (line !== '' && !COMMENT.test(line) && !reader.take(line)) return undefined;
  }
  return reader.root;
}

/** A collection that further lines may add to. */
interface Level {
  readonly indent: number;
  readonly value: JsonValue[] | MutableJsonObject;
  /** The key whose value is null, unless the next lines are its value. */
  open?: string | undefined;
}

class EntryReader {
  root: JsonValue | undefined;
  readonly #levels: Level[] = [];

  /** Takes the next line that says something; false where it is not of the form. */
  take(line: string): boolean {
    const [, spaces, item, key, valueOfKey, valueOfItem] = ENTRY.exec(line) ?? [];
    if (spaces === undefined) return false;
    const isItem = item !== undefined;
    const level = this.#levelAt(spaces.length, isItem);
    if (level === undefined) return false;
    if (key === undefined) {
      const value = valueOfItem === undefined ? undefined : readValue(valueOfItem);
      if (value === undefined || !Array.isArray(level.value)) return false;
      level.value.push(value);
      return true;
    }
    if (!Array.isArray(level.value)) return addMember(level, key, valueOfKey);
    const value = new BareObject();
    level.value.push(value);
    const inner = this.#enter({ indent: level.indent + ITEM_INDENT, value });
    return inner !== undefined && addMember(inner, key, valueOfKey);
  }

  /** The collection that an entry at the indentation belongs to; a new one where one can begin. */
  #levelAt(indent: number, isItem: boolean): Level | undefined {
    let level = this.#levels.at(-1);
    // A sequence may stand as deep as the key that it is the value of, so that the next key ends it.
    while (
      level !== undefined &&
      (level.indent > indent || (level.indent === indent && isSequence(level) && !isItem))
    ) {
      this.#levels.pop();
      level = this.#levels.at(-1);
    }
    if (level?.indent === indent && isSequence(level) === isItem) return level;
    const value = isItem ? [] : new BareObject();
    if (level === undefined) {
      if (this.root !== undefined || indent > 0) return undefined;
      this.root = value;
    } else {
      if (level.open === undefined || Array.isArray(level.value)) return undefined;
      level.value[level.open] = value;
      level.open = undefined;
    }
    return this.#enter({ indent, value });
  }

  #enter(level: Level): Level | undefined {
    // A list that is written in one line is one level more.
    if (this.#levels.push(level) >= DEEPEST) return undefined;
    return level;
  }
}

function isSequence({ value }: Level): boolean {
  return Array.isArray(value);
}

function addMember(level: Level, key: string, text: string | undefined): boolean {
  if (Array.isArray(level.value) || Object.hasOwn(level.value, key)) return false;
  const { type, problem } = readPlainScalar(key);
  if (type !== 'string' || problem !== undefined) return false;
  const value = text === undefined ? null : readValue(text);
  if (value === undefined) return false;
  level.value[key] = value;
  level.open = text === undefined ? key : undefined;
  return true;
}

function readValue(text: string): JsonValue | undefined {
  if (QUOTED.test(text)) return text.slice(1, -1);
  if (QUOTED_LIST.test(text)) return JSON.parse(text);
  if (text === '{}') return new BareObject();
  if (!PLAIN.test(text)) return undefined;
  const { value, problem } = readPlainScalar(text);
  return problem === undefined ? value : undefined;
}
