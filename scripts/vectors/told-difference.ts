import { isDeepStrictEqual } from 'node:util';
import type { ResolveRecipe } from '../../conformance/recipes/case-recipe.ts';
import { compareCodePoints } from '../../conformance/recipes/code-point-order.ts';
import type { Replacement, ResolveTwin, VerdictTwin } from '../../conformance/suite/vector.ts';

/** What a resolver is told otherwise than for the twin: parts of the identity, the moment, and options. */
export function toldDifference(
  twin: ResolveRecipe,
  own: ResolveRecipe,
): Pick<ResolveTwin, 'identity' | 'now' | 'options'> {
  const identity = replacements(twin.identity, own.identity);
  return {
    ...(identity !== undefined && { identity }),
    ...(twin.now !== own.now && { now: { delete: twin.now, insert: own.now } }),
    ...optionsDifference(twin, own),
  };
}

/** The options that are others than the twin's. */
export function optionsDifference(
  { options: twin = {} }: { readonly options?: Told },
  { options: own = {} }: { readonly options?: Told },
): Pick<VerdictTwin, 'options'> {
  const options = replacements(twin, own);
  return options === undefined ? {} : { options };
}

type Told = Readonly<Record<string, unknown>>;

function replacements(twin: Told, own: Told): Readonly<Record<string, Replacement>> | undefined {
  const names = [...new Set([...Object.keys(twin), ...Object.keys(own)])].sort(compareCodePoints);
  const changed = names.filter((name) => !isDeepStrictEqual(twin[name], own[name]));
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((name) => [name, toReplacement(twin[name], own[name])]));
}

function toReplacement(before: unknown, after: unknown): Replacement {
  return { ...(before !== undefined && { delete: before }), ...(after !== undefined && { insert: after }) };
}
