const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

// Of the entries of both lists; within a text, its quotation marks would be escaped.
const BEGINNING = '{"asset_id":';

// The table, and the entry in it.
const ENTRY_DEPTH = 2;

/**
 * The text of the entry of an id in the bytes of a valid, canonical header; undefined where there is none. Nothing is
 * parsed but that entry: an entry begins with its id, since names are sorted. What in metadata looks like one lies deeper,
 * and how deep a place lies takes a look at all bytes before it: it is asked only where there are such `lookalikes`.
 */
export function findEntry(header: Buffer, id: number, lookalikes: boolean): string | undefined {
  const start = `${BEGINNING}${id},"asset_name":`;
  if (!lookalikes) {
    const at = header.indexOf(start);
    return at < 0 ? undefined : header.toString('utf8', at, endOfObject(header, at));
  }
  let depth = 0;
  let seen = 0;
  for (let at = header.indexOf(start); at >= 0; at = header.indexOf(start, at + 1)) {
    depth = depthAt(header, seen, at, depth);
    seen = at;
    if (depth === ENTRY_DEPTH) return header.toString('utf8', at, endOfObject(header, at));
  }
  return undefined;
}

/** Whether more objects of a valid, canonical header begin like an entry than there are entries of its two lists. */
export function hasLookalikes(header: Buffer, entries: number): boolean {
  let count = 0;
  for (let at = header.indexOf(BEGINNING); at >= 0; at = header.indexOf(BEGINNING, at + 1)) count += 1;
  return count > entries;
}

/** The bytes that the payload of a valid, canonical header has: its last slice ends there. */
export function payloadSize(header: Buffer): number | undefined {
  // No text can hold this, and the entries of preload hold numbers alone.
  const end = header.lastIndexOf('],"preload":[');
  const tail = header.toString('latin1', Math.max(0, end - 64), Math.max(0, end));
  if (tail.endsWith('{"asset_table":[')) return 0;
  const [, offset, size] = /"offset":([0-9]+),"size":([0-9]+)\}$/.exec(tail) ?? [];
  return offset === undefined ? undefined : Number(offset) + Number(size);
}

/** How many arrays and objects are open at `to`, of which `depth` are at `from`; neither lies in a text. */
function depthAt(bytes: Buffer, from: number, to: number, depth: number): number {
  let open = depth;
  let isText = false;
  for (let index = from; index < to; index += 1) {
    const byte = bytes[index];
    if (byte === QUOTE) isText = !isText;
    else if (isText) {
      if (byte === BACKSLASH) index += 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) open += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) open -= 1;
  }
  return open;
}

function endOfObject(bytes: Buffer, start: number): number {
  let open = 0;
  let isText = false;
  for (let index = start; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === QUOTE) isText = !isText;
    else if (isText) {
      if (byte === BACKSLASH) index += 1;
    } else if (byte === OPEN_BRACE) open += 1;
    else if (byte === CLOSE_BRACE) {
      open -= 1;
      if (open === 0) return index + 1;
    }
  }
  return bytes.length;
}
