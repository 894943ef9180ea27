import { isJsonObject, type JsonValue, joinPointer } from '../document/parsed-document.ts';
import type { DoctorComparison } from '../generated/types/interfaces-doctor-comparison.ts';
import { compareCodePoints } from '../report/code-point-order.ts';

/** A field that differs; a side that lacks it has no value. */
export type FieldDifference = Readonly<DoctorComparison['differences'][number]>;

/** The fields in which two documents differ, each named by its JSON pointer, sorted. */
export function compareFields(older: object, newer: object): readonly FieldDifference[] {
  const left = toFields(older);
  const right = toFields(newer);
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort(compareCodePoints)
    .filter((pointer) => left.get(pointer) !== right.get(pointer))
    .map((pointer) => ({ pointer, ...side('old', left.get(pointer)), ...side('new', right.get(pointer)) }));
}

function side(name: 'old' | 'new', text: string | undefined): Pick<FieldDifference, 'old' | 'new'> {
  return text === undefined ? {} : { [name]: JSON.parse(text) };
}

// Scalars and empty containers by pointer, as JSON texts.
function toFields(document: object): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const pending: [string, JsonValue][] = [['', JSON.parse(JSON.stringify(document))]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [pointer, value] = next;
    const items = isJsonObject(value) || Array.isArray(value) ? Object.entries(value) : [];
    if (items.length === 0) fields.set(pointer, JSON.stringify(value));
    for (const [key, item] of items) pending.push([joinPointer(pointer, key), item]);
  }
  return fields;
}
