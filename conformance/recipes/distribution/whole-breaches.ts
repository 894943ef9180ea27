import type { Recipe, RecipeFolder } from '../recipe.ts';
import { accepts, rejects, rule } from './repository-recipe.ts';
import { CHANGELOG_FILE, TEXT_FILE } from './whole-repository.ts';

/** Ways to break a repository that is else whole: name, why, rule, changed entries, place. */
export type Breach = readonly [string, string, string, RecipeFolder, Parameters<typeof rejects>[5]];

/** A repository that is whole, and what is one edit away from it. */
export function wholeAndBroken(
  twin: string,
  why: string,
  input: RecipeFolder,
  breaches: readonly Breach[],
): readonly Recipe[] {
  const cites = [...new Set(breaches.map(([, , broken]) => rule(broken)))];
  return [
    accepts(twin, why, input, { cites }),
    ...breaches.map(([name, what, broken, change, at]) =>
      rejects(name, what, twin, rule(broken), { ...input, ...change }, at),
    ),
  ];
}

/** Another text, and another changelog. */
export const docs = (text: string): RecipeFolder => ({ [TEXT_FILE]: new TextEncoder().encode(text) });
export const changelog = (text: string): RecipeFolder => ({ [CHANGELOG_FILE]: new TextEncoder().encode(text) });
