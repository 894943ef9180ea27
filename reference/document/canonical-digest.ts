import { createHash, type Hash } from 'node:crypto';
import type { JsonObject, JsonValue } from './parsed-document.ts';

const FLUSH_AT = 65_536;

/**
 * SHA-256, as 64 lower-case hex digits, of the RFC 8785 form of a value. Neither the depth nor the size of the value
 * matters: it is walked without recursion, and its form never stands in memory as a whole.
 */
export function digestCanonicalJson(value: JsonValue): string {
  const hash = createHash('sha256');
  let pending = '';
  for (const part of canonicalParts(value)) {
    pending += part;
    if (pending.length > FLUSH_AT) pending = flush(hash, pending);
  }
  flush(hash, pending);
  return hash.digest('hex');
}

/** The RFC 8785 form of a value as a text, for what has to be written and not only told apart. */
export function toCanonicalJson(value: JsonValue): string {
  // A text that has only been put together costs more than its letters: they are laid out from time to time.
  const written: Buffer[] = [];
  let pending = '';
  for (const part of canonicalParts(value)) {
    pending += part;
    if (pending.length <= FLUSH_AT) continue;
    written.push(Buffer.from(pending));
    pending = '';
  }
  return written.length === 0 ? pending : `${Buffer.concat(written)}${pending}`;
}

function flush(hash: Hash, text: string): string {
  hash.update(text, 'utf8');
  return '';
}

interface OpenContainer {
  readonly value: readonly JsonValue[] | JsonObject;
  /** Names in the order of RFC 8785 section 3.2.3; undefined for an array. */
  readonly keys: readonly string[] | undefined;
  next: number;
}

function* canonicalParts(root: JsonValue): Generator<string> {
  const open: OpenContainer[] = [];
  yield* begin(root, open);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const { value, keys, next } = top;
    const key = keys?.[next];
    const item = keys === undefined ? (value as readonly JsonValue[])[next] : (value as JsonObject)[key ?? ''];
    // Past the last name, an item may still be found: that of the empty name.
    if (item === undefined || (keys !== undefined && key === undefined)) {
      open.pop();
      yield keys === undefined ? ']' : '}';
      continue;
    }
    top.next += 1;
    if (next > 0) yield ',';
    if (keys !== undefined) yield `${JSON.stringify(key)}:`;
    yield* begin(item, open);
  }
}

function* begin(value: JsonValue, open: OpenContainer[]): Generator<string> {
  if (value === null || typeof value !== 'object') {
    // ECMAScript's own form of numbers and strings is that of RFC 8785 sections 3.2.2.2 and 3.2.2.3.
    yield JSON.stringify(value);
    return;
  }
  const keys = Array.isArray(value) ? undefined : Object.keys(value).sort(compareUnits);
  open.push({ value: value as readonly JsonValue[] | JsonObject, keys, next: 0 });
  yield keys === undefined ? '[' : '{';
}

// RFC 8785 section 3.2.3 sorts by UTF-16 unit, unlike the rest of the project.
function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
