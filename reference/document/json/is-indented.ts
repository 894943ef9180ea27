const LINE_FEED = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const SMALL_A = 0x61;
const SMALL_E = 0x65;
const SMALL_Z = 0x7a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Whether a JSON text is what `JSON.stringify` writes of its value with an indentation of two spaces, and a line feed
 * behind it, found in one walk over its characters. Only for a text that a parser took, without escapes, and whose
 * numbers are integers other than zero. Undefined where a name begins with a digit: an object gives such names in another order.
 */
export function isIndented(text: string): boolean | undefined {
  // Of each open container, whether it is an object.
  const objects: boolean[] = [];
  let isAtName = false;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    at += 1;
    if (unit === QUOTE) {
      if (isAtName && isDigit(text.charCodeAt(at))) return undefined;
      // Names are short.
      if (isAtName) while (text.charCodeAt(at) !== QUOTE) at += 1;
      else at = text.indexOf('"', at);
      at += 1;
      if (!isAtName) continue;
      if (text.charCodeAt(at) !== COLON || text.charCodeAt(at + 1) !== SPACE) return false;
      isAtName = false;
      at += 2;
    } else if (unit === COMMA) {
      isAtName = objects[objects.length - 1] === true;
      at = behindIndentation(text, at, objects.length);
      if (at === -1) return false;
    } else if (unit === OPEN_OBJECT || unit === OPEN_LIST) {
      const next = text.charCodeAt(at);
      if (next === CLOSE_OBJECT || next === CLOSE_LIST) {
        at += 1;
        continue;
      }
      isAtName = unit === OPEN_OBJECT;
      objects.push(isAtName);
      at = behindIndentation(text, at, objects.length);
      if (at === -1) return false;
    } else if (unit === LINE_FEED) {
      if (objects.length === 0) return at === text.length;
      objects.pop();
      at = behindIndentation(text, at - 1, objects.length);
      if (at === -1 || !isClose(text.charCodeAt(at))) return false;
      at += 1;
    } else if (isDigit(unit) || unit === MINUS) {
      while (isDigit(text.charCodeAt(at))) at += 1;
      // Another way to write an integer.
      if (text.charCodeAt(at) === SMALL_E) return false;
    } else if (!isSmallLetter(unit)) return false;
  }
  return false;
}

/** Where the line that begins here has its first character behind so many levels; -1 where it is indented otherwise. */
function behindIndentation(text: string, at: number, levels: number): number {
  if (text.charCodeAt(at) !== LINE_FEED) return -1;
  const stop = at + 1 + 2 * levels;
  for (let index = at + 1; index < stop; index += 1) {
    if (text.charCodeAt(index) !== SPACE) return -1;
  }
  return stop;
}

function isClose(unit: number): boolean {
  return unit === CLOSE_OBJECT || unit === CLOSE_LIST;
}

function isSmallLetter(unit: number): boolean {
  return unit >= SMALL_A && unit <= SMALL_Z;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
