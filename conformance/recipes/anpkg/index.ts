import type { Recipe } from '../recipe.ts';
import { checksumRecipes } from './checksum-recipes.ts';
import { containerRecipes } from './container-recipes.ts';
import { credentialRecipes } from './credential-recipes.ts';
import { documentRecipes } from './document-recipes.ts';
import { documentSizes } from './document-sizes.ts';
import { layoutRecipes } from './layout-recipes.ts';
import { misreadPackages } from './misread-packages.ts';
import { orderRecipes } from './order-recipes.ts';
import { publishedContainers } from './published-containers.ts';
import { publishedDocuments } from './published-documents.ts';
import { referenceRecipes } from './reference-recipes.ts';
import { schemaRecipes } from './schema-vectors.ts';
import { secretRecipes } from './secret-recipes.ts';

/** All recipes of anpkg v1. */
export const anpkgRecipes: readonly Recipe[] = [
  ...layoutRecipes,
  ...containerRecipes,
  ...checksumRecipes,
  ...documentSizes,
  ...documentRecipes,
  ...schemaRecipes,
  ...referenceRecipes,
  ...secretRecipes,
  ...credentialRecipes,
  ...publishedContainers,
  ...publishedDocuments,
  ...misreadPackages,
  ...orderRecipes,
];
