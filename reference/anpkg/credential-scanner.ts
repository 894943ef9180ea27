import { isUtf8 } from 'node:buffer';
import type { ChunkSink } from '../archive/package-members.ts';
import {
  CREDENTIAL_SHAPES,
  type CredentialShape,
  isPlaceholder,
  LONGEST_LOOKBEHIND,
  LONGEST_MATCH,
} from '../report/credential-shapes.ts';
import { mayHoldCredential } from '../report/mask-credentials.ts';

/** A credential in the text of a member. */
export interface CredentialMatch {
  readonly shape: string;
  /** The secret itself: for the masker only. */
  readonly value: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface CredentialScanner {
  readonly push: ChunkSink;
  /** The credentials of the whole text; nothing where the bytes are not UTF-8. */
  finish(): readonly CredentialMatch[];
}

const MATCHES_KEPT = 1000;
// Text is scanned in pieces of at least this many bytes, so that small chunks do not scan the overlap again and again.
const PIECE_BYTES = 65_536;

const ANY_SHAPE = CREDENTIAL_SHAPES.map(({ pattern }, index) => `(?<s${index}>${pattern})`).join('|');
const EVERY_SHAPE = new RegExp(ANY_SHAPE, 'g');

/** The credentials in a string, such as a scalar of a document. */
export function findCredentials(text: string): { readonly shape: string; readonly value: string }[] {
  if (!mayHoldCredential(text)) return [];
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  return [...bytes.matchAll(EVERY_SHAPE)].flatMap((match) => {
    const found = toCredential(match, bytes);
    return found === undefined ? [] : [{ shape: found.shape, value: decodeLatin1(found.value) }];
  });
}

/**
 * Scans a member's bytes as they pass. Holds a bounded part of the text, whatever the size: a match is taken when it
 * cannot grow any more, and what a match may need is carried over to the next piece.
 */
export function createCredentialScanner(): CredentialScanner {
  const pattern = new RegExp(ANY_SHAPE, 'g');
  const matches: CredentialMatch[] = [];
  // Where `undecided` stands in the member.
  let place: TextPlace = { line: 1, column: 1, offset: 0 };
  let isText = true;
  let incomplete: Uint8Array = new Uint8Array(0);
  let waiting: string[] = [];
  let waitingLength = 0;
  let text = '';
  // Start of what has not been decided yet, as an index into `text`.
  let undecided = 0;

  const scan = (limit: number): void => {
    pattern.lastIndex = undecided;
    let placed = undecided;
    const placeAt = (index: number): void => {
      place = advance(place, text.slice(placed, index));
      placed = index;
    };
    for (let match = pattern.exec(text); match !== null && match.index < limit; match = pattern.exec(text)) {
      const found = toCredential(match, text);
      undecided = match.index + match[0].length;
      if (found === undefined || matches.length >= MATCHES_KEPT) continue;
      placeAt(match.index);
      const { before } = found;
      const start = { line: place.line, column: place.column - before, offset: place.offset - before };
      matches.push({ shape: found.shape, value: decodeLatin1(found.value), ...start });
    }
    undecided = Math.max(undecided, limit);
    placeAt(undecided);
    const dropped = Math.max(0, undecided - LONGEST_LOOKBEHIND);
    text = text.slice(dropped);
    undecided -= dropped;
  };

  const takeWaiting = (): void => {
    text += waiting.join('');
    waiting = [];
    waitingLength = 0;
  };

  return {
    push(chunk) {
      if (!isText) return;
      const bytes = incomplete.length === 0 ? chunk : Buffer.concat([incomplete, chunk]);
      const complete = completeLength(bytes);
      if (!isUtf8(bytes.subarray(0, complete))) {
        isText = false;
        return;
      }
      incomplete = bytes.slice(complete);
      waiting.push(Buffer.from(bytes.buffer, bytes.byteOffset, complete).toString('latin1'));
      waitingLength += complete;
      if (waitingLength < PIECE_BYTES) return;
      takeWaiting();
      if (text.length > LONGEST_MATCH) scan(text.length - LONGEST_MATCH);
    },
    finish() {
      if (!isText || incomplete.length > 0) return [];
      takeWaiting();
      scan(text.length);
      return matches;
    },
  };
}

function toCredential(
  match: RegExpExecArray,
  text: string,
): { readonly shape: string; readonly value: string; readonly before: number } | undefined {
  const shape = CREDENTIAL_SHAPES.find((_, index) => match.groups?.[`s${index}`] !== undefined);
  if (shape === undefined) return undefined;
  const value = secretOf(shape, match, text);
  return isPlaceholder(value) ? undefined : { shape: shape.name, value, before: shape.before ?? 0 };
}

function secretOf(shape: CredentialShape, match: RegExpExecArray, text: string): string {
  if (shape.secret === undefined) return match[0];
  return shape.secret(match[0], text.slice(Math.max(0, match.index - LONGEST_LOOKBEHIND), match.index));
}

// A match of a member's text holds one character a byte.
function decodeLatin1(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8');
}

// How many bytes end with a complete sequence: at most three at the end may wait for the next chunk.
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

interface TextPlace {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

// Columns count code points: every byte that does not continue a UTF-8 sequence.
function advance(from: TextPlace, passed: string): TextPlace {
  let line = from.line;
  let lineStart = -1;
  for (let at = passed.indexOf('\n'); at >= 0; at = passed.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at;
  }
  let column = lineStart < 0 ? from.column : 1;
  for (let at = lineStart + 1; at < passed.length; at += 1) {
    const byte = passed.charCodeAt(at);
    if (byte < 0x80 || byte >= 0xc0) column += 1;
  }
  return { line, column, offset: from.offset + passed.length };
}
