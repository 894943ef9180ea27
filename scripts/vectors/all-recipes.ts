import { anpkgRecipes } from '../../conformance/recipes/anpkg/index.ts';
import type { Recipe } from '../../conformance/recipes/recipe.ts';

/** The recipes of all contracts. */
export async function gatherRecipes(): Promise<readonly Recipe[]> {
  return anpkgRecipes;
}
