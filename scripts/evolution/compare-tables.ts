import { isDeepStrictEqual } from 'node:util';
import { isObject, type Schema } from '../../conformance/recipes/schema-breaches.ts';
import type { Change } from './change.ts';

/** One row of the table of limits. */
export interface LimitRow {
  readonly id: string;
  readonly value: number;
  readonly [member: string]: unknown;
}

/** What changed between two tables of limits: less is allowed, more is allowed, or it is said otherwise. */
export function compareLimits(older: readonly LimitRow[], newer: readonly LimitRow[]): readonly Change[] {
  const changes: Change[] = [];
  const add = (kind: Change['kind'], where: string, what: string): void => {
    changes.push({ kind, file: 'limits.json', where, what });
  };
  for (const before of older) {
    const after = newer.find(({ id }) => id === before.id);
    if (after === undefined) {
      add('breaking', before.id, 'the id is gone');
      continue;
    }
    if (after.value !== before.value) {
      add(after.value < before.value ? 'breaking' : 'additive', before.id, `${before.value} became ${after.value}`);
    }
    for (const member of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (member === 'id' || member === 'value' || isDeepStrictEqual(before[member], after[member])) continue;
      add(member === 'text' ? 'editorial' : 'breaking', before.id, `other ${member}`);
    }
  }
  // A contract that had no limit is new, or gets the rule that its limit is of, which its own comparison names.
  const bounded = new Set(older.map(areaOf));
  for (const row of newer) {
    if (older.some(({ id }) => id === row.id)) continue;
    add(bounded.has(areaOf(row)) ? 'breaking' : 'additive', row.id, `a new limit of ${row.value}`);
  }
  return changes;
}

/** The prefix of the rule that a limit is of. */
function areaOf({ rule }: LimitRow): string {
  return String(rule).replace(/\/.*$/, '');
}

/** What changed in `contract.json`, its version aside. */
export function compareDescriptions(older: Schema, newer: Schema): readonly Change[] {
  return [...new Set([...Object.keys(older), ...Object.keys(newer)])]
    .filter((member) => member !== 'version' && !isDeepStrictEqual(older[member], newer[member]))
    .map((member) => {
      const kind = descriptionKind(member, older[member], newer[member]);
      return { kind, file: 'contract.json', where: member, what: 'changed' };
    });
}

/** What changed in the description of the HTTP interface. */
export function compareOpenapi(older: unknown, newer: unknown): readonly Change[] {
  const [before, after] = [operationsOf(older), operationsOf(newer)];
  const changes: Change[] = [];
  const add = (kind: Change['kind'], where: string, what: string): void => {
    changes.push({ kind, file: 'openapi.json', where, what });
  };
  for (const [name, was] of before) {
    const is = after.get(name);
    if (is === undefined) add('breaking', name, 'the operation is gone');
    else if (!isDeepStrictEqual(bare(was), bare(is))) add('undecided', name, 'the operation is another');
  }
  for (const name of after.keys()) if (!before.has(name)) add('additive', name, 'a new operation');
  if (changes.length > 0 || isDeepStrictEqual(older, newer)) return changes;
  const [one, other] = [older, newer].map((document) => bare(isObject(document) ? document.components : undefined));
  if (isDeepStrictEqual(one, other)) add('editorial', '#', 'other words');
  // An interface grows by members that whoever does not know them may pass over.
  else if (isDeepStrictEqual(one, withoutNewMembers(one, other))) add('additive', '#/components', 'optional members');
  else add('undecided', '#/components', 'changed');
  return changes;
}

function descriptionKind(member: string, before: unknown, after: unknown): Change['kind'] {
  if (member === 'name') return 'breaking';
  if (member !== 'buildsOn') return 'editorial';
  // The rules of what a contract builds on hold inside of it.
  return [after].flat().every((name) => [before].flat().includes(name)) ? 'additive' : 'breaking';
}

function operationsOf(document: unknown): ReadonlyMap<string, unknown> {
  const paths = isObject(document) && isObject(document.paths) ? document.paths : {};
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(isObject(item) ? item : {}).map(([method, operation]): [string, unknown] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    ),
  );
}

/** The newer schemas without the members that they describe, do not require, and the older ones do not describe. */
function withoutNewMembers(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) return after;
  const required = Array.isArray(after.required) ? after.required : [];
  const members = isObject(before.properties) ? before.properties : undefined;
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => {
      if (name !== 'properties' || members === undefined || !isObject(value)) {
        return [name, withoutNewMembers(before[name], value)];
      }
      const known = Object.entries(value).filter(([member]) => member in members || required.includes(member));
      return [name, withoutNewMembers(members, Object.fromEntries(known))];
    }),
  );
}

/** The value without the words for people. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, item]) => !(['description', 'summary', 'title'].includes(name) && typeof item === 'string'))
      .map(([name, item]) => [name, bare(item)]),
  );
}
