import { toShownJson } from './json-text.ts';

/** An array whose items are made one by one, when they are written. */
export class JsonItems {
  readonly items: Iterable<unknown>;
  constructor(items: Iterable<unknown>) {
    this.items = items;
  }
}

/** An object some of whose members are long: `JsonItems`, or such objects again. An undefined member is left out. */
export class JsonMembers {
  readonly members: Readonly<Record<string, unknown>>;
  constructor(members: Readonly<Record<string, unknown>>) {
    this.members = members;
  }
}

/** A chunk is given as soon as it has so many characters. */
const CHUNK = 64 * 1024;

/** The text that `toJsonText` gives of the same value, in chunks, of which no more than one is held at a time. */
export function* toJsonChunks(value: unknown): Generator<string> {
  let pending: string[] = [];
  let length = 0;
  for (const piece of pieces(value, '\n')) {
    pending.push(piece);
    length += piece.length;
    if (length < CHUNK) continue;
    yield toShownJson(pending.join(''));
    pending = [];
    length = 0;
  }
  yield toShownJson(`${pending.join('')}\n`);
}

/** `line` is a line feed with the indent of the value. */
function* pieces(value: unknown, line: string): Generator<string> {
  if (value instanceof JsonItems) yield* itemsOf(value, line);
  else if (value instanceof JsonMembers) yield* membersOf(value, line);
  // Within the strings of JSON a line feed is an escape.
  else yield JSON.stringify(value, undefined, 2).replaceAll('\n', line);
}

function* itemsOf({ items }: JsonItems, line: string): Generator<string> {
  let isEmpty = true;
  for (const item of items) {
    yield `${isEmpty ? '[' : ','}${line}  `;
    yield* pieces(item, `${line}  `);
    isEmpty = false;
  }
  yield isEmpty ? '[]' : `${line}]`;
}

function* membersOf({ members }: JsonMembers, line: string): Generator<string> {
  let isEmpty = true;
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue;
    yield `${isEmpty ? '{' : ','}${line}  ${JSON.stringify(name)}: `;
    yield* pieces(value, `${line}  `);
    isEmpty = false;
  }
  yield isEmpty ? '{}' : `${line}}`;
}
