import type { Recipe } from '../recipe.ts';

/** Vectors of strict-yaml v1. */
export const strictYamlRecipes: readonly Recipe[] = [];
