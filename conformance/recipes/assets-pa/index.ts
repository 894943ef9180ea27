import type { Recipe } from '../recipe.ts';
import { canonicalRecipes } from './canonical-recipes.ts';
import { cartridgeRecipes } from './cartridge-recipes.ts';
import { coreRecipes } from './core-recipes.ts';
import { orderRecipes } from './order-recipes.ts';
import { preloadRecipes } from './preload-recipes.ts';
import { preludeRecipes } from './prelude-recipes.ts';
import { schemaRecipes } from './schema-vectors.ts';
import { sliceRecipes } from './slice-recipes.ts';
import { syntaxRecipes } from './syntax-recipes.ts';
import { tableRecipes } from './table-recipes.ts';
import { valueRecipes } from './value-recipes.ts';
import { workedRecipes } from './worked-recipes.ts';

/** All recipes of assets-pa v1. */
export const assetsPaRecipes: readonly Recipe[] = [
  ...workedRecipes,
  ...preludeRecipes,
  ...syntaxRecipes,
  ...valueRecipes,
  ...canonicalRecipes,
  ...schemaRecipes,
  ...tableRecipes,
  ...sliceRecipes,
  ...preloadRecipes,
  ...cartridgeRecipes,
  ...coreRecipes,
  ...orderRecipes,
];
