import type { Recipe } from '../recipe.ts';
import { acceptRecipe, coreRecipe, pairRecipes } from '../strict-json/document-recipes.ts';
import { acceptedYaml } from './accepted.ts';
import { coreYaml } from './core-documents.ts';
import { misreadDocuments, misreadPairs } from './misread-documents.ts';
import { yamlPairs } from './pairs.ts';
import { settledCoreDocuments, settledDocuments, settledPairs } from './settled-documents.ts';
import { settledCoreLines, settledCorePairs, settledLineDocuments, settledLinePairs } from './settled-lines.ts';

/** Vectors of strict-yaml v1. */
export const strictYamlRecipes: readonly Recipe[] = [
  ...[...yamlPairs, ...misreadPairs, ...settledPairs, ...settledLinePairs].flatMap((pair) =>
    pairRecipes('strict-yaml@1', pair),
  ),
  ...[...acceptedYaml, ...misreadDocuments, ...settledDocuments, ...settledLineDocuments].map((document) =>
    acceptRecipe('strict-yaml@1', document),
  ),
  ...[...coreYaml, ...settledCoreDocuments, ...settledCoreLines].map((document) =>
    coreRecipe('strict-yaml@1', document),
  ),
  ...settledCorePairs,
];
