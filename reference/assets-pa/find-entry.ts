const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const TABLE = '{"asset_table":[';
// No text can hold this, and the entries of preload hold numbers alone.
const PRELOAD = '],"preload":[';
// Of the entries of both lists; within a text, its quotation marks would be escaped.
const BEGINNING = '{"asset_id":';
const LONGEST_ID = 10;

// The table, and the entry in it.
const ENTRY_DEPTH = 2;

/**
 * The text of the entry of an id in the bytes of a valid, canonical header; undefined where there is none. Nothing is
 * parsed but that entry: an entry begins with its id, since names are sorted. What in metadata looks like one lies deeper,
 * and how deep a place lies takes a look at all bytes before it: it is asked only where there are such `lookalikes`.
 */
export function findEntry(header: Buffer, id: number, lookalikes: boolean): string | undefined {
  const at = lookalikes ? seekEntry(header, id) : bisectEntries(header, id);
  return at === undefined ? undefined : header.toString('utf8', at, endOfObject(header, at));
}

/** The texts of the entries of a valid, canonical header, in their order. */
export function* entryTexts(header: Buffer): Generator<string> {
  for (let at = TABLE.length; header[at] === OPEN_BRACE; ) {
    const end = endOfObject(header, at);
    yield header.toString('utf8', at, end);
    at = header[end] === COMMA ? end + 1 : end;
  }
}

/** The text of the preload list of a valid, canonical header. */
export function preloadText(header: Buffer): string {
  return header.toString('latin1', header.lastIndexOf(PRELOAD) + PRELOAD.length - 1, header.length - 1);
}

/** Whether more objects of a valid, canonical header begin like an entry than there are entries of its two lists. */
export function hasLookalikes(header: Buffer, entries: number): boolean {
  let count = 0;
  for (let at = header.indexOf(BEGINNING); at >= 0; at = header.indexOf(BEGINNING, at + 1)) count += 1;
  return count > entries;
}

/** The bytes that the payload of a valid, canonical header has: its last slice ends there. */
export function payloadSize(header: Buffer): number | undefined {
  const end = header.lastIndexOf(PRELOAD);
  const tail = header.toString('latin1', Math.max(0, end - 64), Math.max(0, end));
  if (tail.endsWith(TABLE)) return 0;
  const [, offset, size] = /"offset":([0-9]+),"size":([0-9]+)\}$/.exec(tail) ?? [];
  return offset === undefined ? undefined : Number(offset) + Number(size);
}

/** Where the entry of an id begins: ids increase, so that each look at one rules half of the others out. */
function bisectEntries(header: Buffer, id: number): number | undefined {
  let low = TABLE.length;
  let high = Math.max(0, header.lastIndexOf(PRELOAD));
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const at = header.subarray(0, high + BEGINNING.length - 1).indexOf(BEGINNING, middle);
    const found = at < 0 ? Number.POSITIVE_INFINITY : idAt(header, at);
    if (found === id) return at;
    if (found < id) low = at + 1;
    else high = middle;
  }
  return undefined;
}

function idAt(header: Buffer, at: number): number {
  const start = at + BEGINNING.length;
  return Number.parseInt(header.toString('latin1', start, start + LONGEST_ID), 10);
}

function seekEntry(header: Buffer, id: number): number | undefined {
  const start = `${BEGINNING}${id},"asset_name":`;
  let depth = 0;
  let seen = 0;
  for (let at = header.indexOf(start); at >= 0; at = header.indexOf(start, at + 1)) {
    depth = depthAt(header, seen, at, depth);
    seen = at;
    if (depth === ENTRY_DEPTH) return at;
  }
  return undefined;
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
