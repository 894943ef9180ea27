import type { SeededDraws } from '../suite/seeded-draws.ts';
import { pick } from './mutate-bytes.ts';

/** The names and indices that lead from the root to a value. */
export type ValuePath = readonly (string | number)[];

/** What stands in the place of a value: nothing, one, or several where it is an item. */
type Change = (value: unknown) => readonly unknown[];

/**
 * A JSON value with one value in it left out, repeated, moved, replaced, or changed by a little; the replacements are those
 * that tell and those that stand elsewhere in it. Undefined where there is nothing to change.
 */
export function mutateValue(root: unknown, draws: SeededDraws, telling: readonly unknown[]): unknown {
  const paths = pathsIn(root);
  if (paths.length === 0) return undefined;
  const path = pick(paths, draws);
  const elsewhere = valueAt(root, pick(paths, draws));
  return changeAt(root, path, (value) => {
    switch (draws.below(10)) {
      case 0:
        return [];
      case 1:
        return [value, value];
      case 2:
        return [elsewhere];
      case 3:
        return [value, elsewhere];
      default:
        return [nearby(value, draws, telling)];
    }
  });
}

function nearby(value: unknown, draws: SeededDraws, telling: readonly unknown[]): unknown {
  if (draws.below(3) === 0) return pick(telling, draws);
  if (typeof value === 'number') return value + pick([-8, -1, 1, 4, 2 ** 32], draws);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value) && value.length > 1) return draws.shuffle(value);
  if (typeof value === 'string' && value.length > 0) return editedText(value, draws);
  return pick(telling, draws);
}

function editedText(text: string, draws: SeededDraws): string {
  const at = draws.below(text.length);
  const character = pick([...'0aZ.-/ \\_~', '..', 'é', '\ud800', '\u{10000}', '\n'], draws);
  const edits = [
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + character + text.slice(at),
    text.slice(0, at) + character + text.slice(at + 1),
    text.slice(0, at),
    text.toUpperCase(),
    text.toLowerCase(),
    text + text,
  ];
  return pick(edits, draws);
}

/** The paths of all values below the root. */
export function pathsIn(value: unknown, path: ValuePath = []): readonly ValuePath[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [...keys].flatMap((key) => [[...path, key], ...pathsIn(Reflect.get(value, key), [...path, key])]);
}

function valueAt(root: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }, root);
}

/** The value with that at the path changed; a member has no room for more than one. */
export function changeAt(value: unknown, [key, ...rest]: ValuePath, change: Change): unknown {
  const inner: Change = rest.length === 0 ? change : (item) => [changeAt(item, rest, change)];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => (index === key ? inner(item) : [item]));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, unknown])[] =>
    name === key
      ? inner(member)
          .slice(0, 1)
          .map((other) => [name, other] as const)
      : [[name, member] as const],
  );
  return Object.fromEntries(members);
}
