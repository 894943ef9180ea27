import { isJsonObject, type JsonValue } from '../parsed-document.ts';

/**
 * Whether a text is what `JSON.stringify` writes of the value with an indentation of two spaces, and a line feed behind
 * it. The items of a list right below the root are compared one by one: the whole never stands in memory a second time.
 */
export function isPrettyPrinted(text: string, value: JsonValue): boolean {
  const pieces = piecesOf(value);
  let at = 0;
  for (const piece of pieces) {
    // Compared as a whole, many times as fast as character by character.
    if (text.slice(at, at + piece.length) !== piece) return false;
    at += piece.length;
  }
  return at === text.length;
}

function* piecesOf(value: JsonValue): Generator<string> {
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    yield '{';
    let separator = '\n  ';
    for (const [name, member] of Object.entries(value)) {
      yield `${separator}${JSON.stringify(name)}: `;
      yield* memberPieces(member);
      separator = ',\n  ';
    }
    yield '\n}\n';
    return;
  }
  yield `${JSON.stringify(value, null, 2)}\n`;
}

function* memberPieces(member: JsonValue): Generator<string> {
  if (!Array.isArray(member) || member.length === 0) {
    yield within(member, '[\n  ', '\n]');
    return;
  }
  yield '[';
  let separator = '\n    ';
  for (const item of member) {
    yield separator;
    yield within([item], '[\n  [\n    ', '\n  ]\n]');
    separator = ',\n    ';
  }
  yield '\n  ]';
}

/** The text of a value at the indentation that it has within lists, without those. */
function within(value: JsonValue, before: string, after: string): string {
  return JSON.stringify([value], null, 2).slice(before.length, -after.length);
}
