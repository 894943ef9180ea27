import type { Recipe } from '../recipe.ts';
import { accepts, rejects, rule } from './repository-recipe.ts';

/** A document and the ways to break it: name, why, rule, changed document, pointer. */
type Breach = readonly [string, string, string, Uint8Array, string?];

/** A sound document, and those that break a rule in one place. */
export function family(
  twin: { readonly name: string; readonly why: string; readonly input: Uint8Array },
  breaches: readonly Breach[],
  warnings: readonly string[] = [],
): readonly Recipe[] {
  const cites = [...new Set(breaches.map(([, , broken]) => rule(broken)))];
  return [
    accepts(twin.name, twin.why, twin.input, { cites, warnings }),
    ...breaches.map(([name, why, broken, input, pointer]) =>
      rejects(name, why, twin.name, rule(broken), input, pointer === undefined ? {} : { pointer }),
    ),
  ];
}
