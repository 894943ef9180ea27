import { joinPointer } from '../../document/parsed-document.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';

/** Where a value first differs from the one that was expected, and how. */
export interface ValueDifference {
  readonly pointer: string;
  /** `unknown`: it is not expected at all; `missing`: it is expected and not there; `other`: another value is. */
  readonly kind: 'unknown' | 'missing' | 'other';
}

/** The first place, by names sorted and items in order, at which two JSON values differ; the order of names says nothing. */
export function firstDifference(given: unknown, expected: unknown, pointer = ''): ValueDifference | undefined {
  if (!isContainer(given) || !isContainer(expected) || Array.isArray(given) !== Array.isArray(expected)) {
    return given === expected ? undefined : { pointer, kind: 'other' };
  }
  const [left, right] = [new Map(Object.entries(given)), new Map(Object.entries(expected))];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  if (!Array.isArray(given)) names.sort(compareCodePoints);
  for (const name of names) {
    const at = joinPointer(pointer, name);
    if (!right.has(name)) return { pointer: at, kind: 'unknown' };
    if (!left.has(name)) return { pointer: at, kind: 'missing' };
    const difference = firstDifference(left.get(name), right.get(name), at);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
