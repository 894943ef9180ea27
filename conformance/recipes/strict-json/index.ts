import type { Recipe } from '../recipe.ts';
import { coreDocuments } from './core-documents.ts';
import { acceptRecipe, coreRecipe, pairRecipes } from './document-recipes.ts';
import { grammarPairs } from './grammar.ts';
import { acceptedDocuments, valuePairs } from './values.ts';

/** Vectors of strict-json v1. */
export const strictJsonRecipes: readonly Recipe[] = [
  ...[...grammarPairs, ...valuePairs].flatMap((pair) => pairRecipes('strict-json@1', pair)),
  ...acceptedDocuments.map((document) => acceptRecipe('strict-json@1', document)),
  ...coreDocuments.map((document) => coreRecipe('strict-json@1', document)),
];
