import { isJsonObject, type JsonValue, joinPointer } from '../document/parsed-document.ts';
import { compareCodePoints } from '../report/code-point-order.ts';

/** One place where two values differ. */
export interface ValueDifference {
  readonly pointer: string;
  /** Absent: the second value adds it. */
  readonly before?: JsonValue;
  /** Absent: the second value leaves it out. */
  readonly after?: JsonValue;
}

/**
 * The places where two documents differ, deepest first named, members in code-point order, items by index; at most
 * `most` of them.
 */
export function compareValues(before: JsonValue, after: JsonValue, most: number): readonly ValueDifference[] {
  const found: ValueDifference[] = [];
  compare(before, after, '', found, most);
  return found;
}

function compare(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  pointer: string,
  found: ValueDifference[],
  most: number,
): void {
  if (found.length >= most) return;
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    for (const name of [...names].sort(compareCodePoints)) {
      compare(ownValue(before, name), ownValue(after, name), joinPointer(pointer, name), found, most);
    }
  } else if (isArray(before) && isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      compare(before[index], after[index], joinPointer(pointer, index), found, most);
    }
  } else if (!Object.is(before, after)) {
    found.push({
      pointer,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
  }
}

function ownValue(object: { readonly [key: string]: JsonValue }, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
