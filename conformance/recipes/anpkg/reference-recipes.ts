import type { Recipe } from '../recipe.ts';
import { behaviors } from './behavior-recipes.ts';
import { paths } from './member-path-recipes.ts';
import { providers, stricterProviders } from './provider-recipes.ts';

/** Sections 5 and 6: references, providers, behaviour trees. */
export const referenceRecipes: readonly Recipe[] = [...paths, ...providers, ...stricterProviders, ...behaviors];
