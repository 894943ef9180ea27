import { BareObject } from '../document/bare-object.ts';
import type { JsonObject, JsonValue } from '../document/parsed-document.ts';

/** A copy of the mapping with one member set: in its place where the key stands already, at the end otherwise. */
export function withMember(mapping: JsonObject, key: string, value: JsonValue): JsonObject {
  return toMapping([...Object.entries(mapping), [key, value]]);
}

/** A copy of the mapping without one member. */
export function withoutMember(mapping: JsonObject, key: string): JsonObject {
  return toMapping(Object.entries(mapping).filter(([name]) => name !== key));
}

/** A mapping of the entries in their order; of two with one key, the place of the first and the value of the last. */
export function toMapping(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  const mapping = new BareObject();
  for (const [key, value] of entries) mapping[key] = value;
  return mapping;
}
