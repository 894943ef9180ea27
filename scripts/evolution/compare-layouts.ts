import { isDeepStrictEqual } from 'node:util';
import { isObject, type Schema } from '../../conformance/recipes/schema-breaches.ts';
import type { Change } from './change.ts';

/** What changed in `layout.json`: the table of a binary prelude, its constants, and the closed lists beside them. */
export function compareLayouts(older: Schema, newer: Schema): readonly Change[] {
  return [...new Set([...Object.keys(older), ...Object.keys(newer)])].flatMap((list) => {
    const kinds = LISTS[list];
    if (kinds !== undefined) return compareRows(list, kinds, rowsOf(older[list]), rowsOf(newer[list]));
    if (isDeepStrictEqual(older[list], newer[list])) return [];
    return [change(WORDS.has(list) ? 'editorial' : 'breaking', list, `${older[list]} became ${newer[list]}`)];
  });
}

interface RowKinds {
  readonly added: Change['kind'];
}

// A field more moves nothing, and yet its bytes were something else before; a word more is taken that was refused.
const LISTS: Readonly<Record<string, RowKinds>> = {
  constants: { added: 'additive' },
  fields: { added: 'breaking' },
  bankTypes: { added: 'additive' },
  codecs: { added: 'additive' },
};
const WORDS: ReadonlySet<string> = new Set(['title', 'meaning']);
/** Constants that bound something: whatever keeps to the bound keeps to a greater one. */
const BOUND = /^(max|slots)_/;

type Rows = ReadonlyMap<string, Schema>;

function compareRows(list: string, { added }: RowKinds, older: Rows, newer: Rows): readonly Change[] {
  const changes = [...older].flatMap(([name, before]) => {
    const after = newer.get(name);
    if (after === undefined) return [change('breaking', `${list} ${name}`, 'is gone')];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((member) => !isDeepStrictEqual(before[member], after[member]))
      .map((member) => {
        const what = `${member} ${before[member]} became ${after[member]}`;
        return change(kindOf({ list, name, member }, before[member], after[member]), `${list} ${name}`, what);
      });
  });
  const more = [...newer.keys()].filter((name) => !older.has(name));
  return [...changes, ...more.map((name) => change(added, `${list} ${name}`, 'is new'))];
}

interface Place {
  readonly list: string;
  readonly name: string;
  readonly member: string;
}

function kindOf({ list, name, member }: Place, before: unknown, after: unknown): Change['kind'] {
  if (WORDS.has(member)) return 'editorial';
  const isBound = list === 'constants' && member === 'value' && BOUND.test(name);
  return isBound && Number(after) > Number(before) ? 'additive' : 'breaking';
}

function change(kind: Change['kind'], where: string, what: string): Change {
  return { kind, file: 'layout.json', where, what };
}

function rowsOf(value: unknown): Rows {
  const rows = Array.isArray(value) ? value.filter(isObject) : [];
  return new Map(rows.map((row) => [String(row.name), row]));
}
