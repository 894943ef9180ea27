import { isDeepStrictEqual } from 'node:util';
import { isObject, listOf, type Schema, toSchema } from '../../conformance/recipes/schema-breaches.ts';
import { ANNOTATIONS, type InlinedSchema, pathKey } from './inline-schema.ts';

/** Changes one place of an inlined schema. */
export type SchemaEdit = (schema: Schema) => Schema;

/** One difference between two schemas, which can be made in the older and undone in the newer. */
export interface SchemaDifference {
  /** `#/…` in the newer file; of what is gone, in the older. */
  readonly pointer: string;
  readonly what: string;
  /** Where in the inlined schemas: of every use of a definition. */
  readonly paths: readonly (readonly string[])[];
  readonly isAnnotation: boolean;
  /** A member was described that an open object could hold before: readers ignored it. */
  readonly givesMeaning: boolean;
  /** Literal values on either side, for instances near the difference. */
  readonly values: readonly unknown[];
  readonly make: SchemaEdit;
  readonly undo: SchemaEdit;
}

/** Every difference, each keyword for itself; a member or a condition that is new or gone is one. */
export function schemaDifferences(older: InlinedSchema, newer: InlinedSchema): readonly SchemaDifference[] {
  const found = [...differencesAt({ older, newer, path: [] }, older.schema, newer.schema)];
  const merged = new Map<string, SchemaDifference>();
  for (const difference of found) {
    const key = `${difference.pointer} ${difference.what}`;
    const same = merged.get(key);
    merged.set(key, same === undefined ? difference : join(same, difference));
  }
  return [...merged.values()];
}

interface Place {
  readonly older: InlinedSchema;
  readonly newer: InlinedSchema;
  readonly path: readonly string[];
}

const NESTED = ['additionalProperties', 'items', 'not', 'propertyNames'];
const CONDITION = ['if', 'then', 'else'];

function* differencesAt(place: Place, before: Schema, after: Schema): Iterable<SchemaDifference> {
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  for (const keyword of keywords.filter((name) => !CONDITION.includes(name))) {
    const [was, is] = [before[keyword], after[keyword]];
    if (isDeepStrictEqual(was, is) || isSameSet(keyword, was, is)) continue;
    const inner = { ...place, path: [...place.path, keyword] };
    if (keyword === 'properties') yield* memberDifferences(inner, before, after);
    else if (NESTED.includes(keyword) && isObject(was) && isObject(is)) yield* differencesAt(inner, was, is);
    else if (keyword === 'allOf') yield* listDifferences(inner, listOf(was), listOf(is));
    else if (keyword === 'required') yield* requiredDifferences(inner, listOf(was), listOf(is));
    else yield whole(inner, was, is);
  }
  yield* conditionDifferences(place, before, after);
}

function isSameSet(keyword: string, was: unknown, is: unknown): boolean {
  if (!['enum', 'type'].includes(keyword) || was === undefined || is === undefined) return false;
  return isDeepStrictEqual(new Set([was].flat()), new Set([is].flat()));
}

function* memberDifferences(place: Place, before: Schema, after: Schema): Iterable<SchemaDifference> {
  const [was, is] = [before.properties ?? {}, after.properties ?? {}].map(toSchema);
  if (was === undefined || is === undefined) return;
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const inner = { ...place, path: [...place.path, name] };
    const [from, to] = [was[name], is[name]];
    if (isObject(from) && isObject(to)) yield* differencesAt(inner, from, to);
    else if (!isDeepStrictEqual(from, to)) {
      const open = before.additionalProperties === undefined || before.additionalProperties === true;
      yield { ...whole(inner, from, to), givesMeaning: from === undefined && open };
    }
  }
}

function* listDifferences(
  place: Place,
  before: readonly unknown[],
  after: readonly unknown[],
): Iterable<SchemaDifference> {
  const gone = before.filter((item) => !after.some((other) => isDeepStrictEqual(item, other)));
  const fresh = after.filter((item) => !before.some((other) => isDeepStrictEqual(item, other)));
  if (before.length === after.length) {
    for (const [index, item] of before.entries()) {
      const other = after[index];
      // Conditions that only changed places are the same conditions.
      if (!gone.includes(item) || !isObject(item) || !isObject(other)) continue;
      yield* differencesAt({ ...place, path: [...place.path, `${index}`] }, item, other);
    }
    return;
  }
  const without = (list: unknown, item: unknown): unknown[] | undefined => {
    const others = listOf(list).filter((at) => !isDeepStrictEqual(at, item));
    // An empty list is no schema.
    return others.length > 0 ? others : undefined;
  };
  for (const item of gone) {
    const inner = { ...place, path: [...place.path, `${before.indexOf(item)}`] };
    yield difference(inner, 'removed', [item], {
      at: place.path,
      make: (list) => without(list, item),
      undo: (list) => [...listOf(list), item],
    });
  }
  for (const item of fresh) {
    const inner = { ...place, path: [...place.path, `${after.indexOf(item)}`] };
    yield difference(inner, 'added', [item], {
      at: place.path,
      make: (list) => [...listOf(list), item],
      undo: (list) => without(list, item),
    });
  }
}

function* requiredDifferences(
  place: Place,
  before: readonly unknown[],
  after: readonly unknown[],
): Iterable<SchemaDifference> {
  const add = (name: unknown) => (list: unknown) => [...listOf(list), name];
  const remove = (name: unknown) => (list: unknown) => listOf(list).filter((item) => item !== name);
  for (const name of after.filter((item) => !before.includes(item))) {
    yield difference(place, `${name} is now required`, [], { at: place.path, make: add(name), undo: remove(name) });
  }
  for (const name of before.filter((item) => !after.includes(item))) {
    const edits = { at: place.path, make: remove(name), undo: add(name) };
    yield difference(place, `${name} is no longer required`, [], edits);
  }
}

function* conditionDifferences(place: Place, before: Schema, after: Schema): Iterable<SchemaDifference> {
  const [was, is] = [before, after].map((schema) => CONDITION.filter((keyword) => Object.hasOwn(schema, keyword)));
  if (isDeepStrictEqual(was, is)) {
    for (const keyword of CONDITION) {
      const [from, to] = [before[keyword], after[keyword]];
      if (!isObject(from) || !isObject(to)) continue;
      yield* differencesAt({ ...place, path: [...place.path, keyword] }, from, to);
    }
    return;
  }
  // The parts of a condition mean nothing one without the other.
  const set = (from: Schema) => (schema: unknown) => {
    const rest = Object.entries(toSchema(schema)).filter(([keyword]) => !CONDITION.includes(keyword));
    const own = Object.entries(from).filter(([keyword]) => CONDITION.includes(keyword));
    return Object.fromEntries([...rest, ...own]);
  };
  const inner = { ...place, path: [...place.path, 'if'] };
  const what = was?.length === 0 ? 'condition added' : is?.length === 0 ? 'condition removed' : 'condition changed';
  yield difference(inner, what, [before, after], { at: place.path, make: set(after), undo: set(before) });
}

function whole(place: Place, was: unknown, is: unknown): SchemaDifference {
  const what = was === undefined ? 'added' : is === undefined ? 'removed' : `${brief(was)} became ${brief(is)}`;
  return difference(place, what, [was, is], { at: place.path, make: () => is, undo: () => was });
}

interface Edits {
  readonly at: readonly string[];
  readonly make: (value: unknown) => unknown;
  readonly undo: (value: unknown) => unknown;
}

function difference(
  { older, newer, path }: Place,
  what: string,
  values: readonly unknown[],
  { at, make, undo }: Edits,
): SchemaDifference {
  return {
    pointer: pointerIn(newer, path) ?? pointerIn(older, path) ?? `#/${path.join('/')}`,
    what,
    paths: [path],
    isAnnotation: ANNOTATIONS.includes(path.at(-1) ?? '') && path.at(-2) !== 'properties',
    givesMeaning: false,
    values: values.filter((value) => value !== undefined),
    make: (schema) => toSchema(edit(schema, at, make)),
    undo: (schema) => toSchema(edit(schema, at, undo)),
  };
}

/** Where the path leads in the file: the nearest subschema around it that stands there, and the rest of the way. */
function pointerIn({ schema, origins }: InlinedSchema, path: readonly string[]): string | undefined {
  let at: unknown = schema;
  for (const token of path) {
    at = Array.isArray(at) ? at[Number(token)] : isObject(at) && Object.hasOwn(at, token) ? at[token] : undefined;
    if (at === undefined) return undefined;
  }
  for (let length = path.length; length >= 0; length -= 1) {
    const origin = origins.get(pathKey(path.slice(0, length)));
    if (origin !== undefined) return [origin, ...path.slice(length)].join('/');
  }
  return undefined;
}

// Where the way ends before its target, the other side of the comparison lacks what the edit is about.
function edit(value: unknown, path: readonly string[], change: (value: unknown) => unknown): unknown {
  const [token, ...rest] = path;
  if (token === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (`${index}` === token ? edit(item, rest, change) : item));
  const object = isObject(value) ? value : {};
  const changed = edit(object[token], rest, change);
  const others = Object.entries(object).filter(([key]) => key !== token);
  return Object.fromEntries(changed === undefined ? others : [...others, [token, changed]]);
}

function join(one: SchemaDifference, other: SchemaDifference): SchemaDifference {
  return {
    ...one,
    paths: [...one.paths, ...other.paths],
    make: (schema) => other.make(one.make(schema)),
    undo: (schema) => other.undo(one.undo(schema)),
  };
}

function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
