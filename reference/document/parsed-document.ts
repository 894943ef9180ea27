/** A JSON value as parsed: objects have no prototype, so that `__proto__` and `constructor` are ordinary keys. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Where something stands in a document: line and column from 1 (column in code points), byte offset from 0. */
export interface DocumentPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A document that was read without error, with the place of each of its nodes. */
export interface ParsedDocument {
  readonly value: JsonValue;
  /** Place of the value at an RFC 6901 pointer; undefined where there is none. */
  locate(pointer: string): DocumentPosition | undefined;
  /** Place of the key of the member at a pointer; undefined for the root and array items. */
  locateKey(pointer: string): DocumentPosition | undefined;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The reference tokens of a JSON pointer, unescaped (RFC 6901 section 4); none for that of the whole document. */
export function pointerTokens(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Appends one reference token to a JSON pointer (RFC 6901 section 3). */
export function joinPointer(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The JSON pointer of the keys and indices that lead from the root to a value. */
export function toPointer(trail: readonly (string | number)[]): string {
  return trail.reduce<string>(joinPointer, '');
}
