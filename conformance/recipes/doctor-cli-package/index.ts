import type { Recipe } from '../recipe.ts';
import { documentRecipes } from './document-recipes.ts';
import { folderRecipes } from './folder-recipes.ts';
import { orderRecipes } from './order-recipes.ts';
import { programRecipes } from './program-recipes.ts';
import { referenceRecipes } from './reference-recipes.ts';
import { schemaRecipes } from './schema-vectors.ts';

/** All recipes of doctor-cli-package v1. */
export const doctorCliPackageRecipes: readonly Recipe[] = [
  ...folderRecipes,
  ...documentRecipes,
  ...schemaRecipes,
  ...referenceRecipes,
  ...programRecipes,
  ...orderRecipes,
];
