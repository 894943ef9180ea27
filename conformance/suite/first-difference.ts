import { compareCodePoints } from '../recipes/code-point-order.ts';

/** Where two JSON values differ first, and what stands there. */
export interface Difference {
  /** RFC 6901 pointer. */
  readonly pointer: string;
  /** Undefined where it has no such member. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The first place at which two JSON values differ: members in the order of their names, items in theirs. */
export function firstDifference(before: unknown, after: unknown, pointer = ''): Difference | undefined {
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    return Object.is(before, after) ? undefined : { pointer, before, after };
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length) {
    // What follows from another number of items is noise.
    const index = before.findIndex((item, at) => firstDifference(item, after[at]) !== undefined);
    const at = index < 0 ? before.length : index;
    return { pointer: `${pointer}/${at}`, before: before[at], after: after[at] };
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  if (!Array.isArray(before)) names.sort(compareCodePoints);
  for (const name of names) {
    const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1');
    const difference = firstDifference(before[name], after[name], `${pointer}/${escaped}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

type Container = Readonly<Record<string, unknown>>;

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
