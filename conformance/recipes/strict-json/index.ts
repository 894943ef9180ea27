import type { Recipe } from '../recipe.ts';
import { coreDocuments } from './core-documents.ts';
import { acceptRecipe, coreRecipe, pairRecipes } from './document-recipes.ts';
import { grammarPairs } from './grammar.ts';
import { misobservedDocuments, misreadPairs } from './misread-documents.ts';
import { numberForms } from './number-forms.ts';
import { rulesInOrder } from './rule-order.ts';
import { acceptedDocuments, valuePairs } from './values.ts';

/** Vectors of strict-json v1. */
export const strictJsonRecipes: readonly Recipe[] = [
  ...[...grammarPairs, ...valuePairs, ...misreadPairs, ...rulesInOrder].flatMap((pair) =>
    pairRecipes('strict-json@1', pair),
  ),
  ...[...acceptedDocuments, ...misobservedDocuments, ...numberForms].map((document) =>
    acceptRecipe('strict-json@1', document),
  ),
  ...coreDocuments.map((document) => coreRecipe('strict-json@1', document)),
];
