import type { ResolveRecipe } from '../case-recipe.ts';
import type { Recipe } from '../recipe.ts';
import { agreementRecipes } from './agreement-recipes.ts';
import { aliasRecipes } from './alias-recipes.ts';
import { changelogRecipes } from './changelog-recipes.ts';
import { documentChangeRecipes } from './document-change-recipes.ts';
import { documentRecipes } from './document-recipes.ts';
import { identityRecipes } from './identity-recipes.ts';
import { indexRecipes } from './index-recipes.ts';
import { legacyPathRecipes } from './legacy-path-recipes.ts';
import { lockRecipes } from './lock-recipes.ts';
import { matrixRecipes } from './matrix-recipes.ts';
import { noticeRecipes } from './notice-recipes.ts';
import { pathRecipes } from './path-recipes.ts';
import { placedRecipes, placedResolutions } from './placed-recipes.ts';
import { platformRecipes } from './platform-recipes.ts';
import { promiseChangeRecipes } from './promise-change-recipes.ts';
import { repositoryRecipes } from './repository-recipes.ts';
import { rowChangeRecipes } from './row-change-recipes.ts';
import { schemaRecipes } from './schema-vectors.ts';
import { selectionRecipes } from './selection-recipes.ts';
import { settledResolutions } from './settled-resolutions.ts';
import { signatureRecipes } from './signature-recipes.ts';
import { textRecipes } from './text-recipes.ts';
import { trustRecipes } from './trust-recipes.ts';
import { valueRecipes } from './value-recipes.ts';
import { verificationRecipes } from './verification-recipes.ts';

const resolutions: readonly ResolveRecipe[] = [
  ...identityRecipes,
  ...indexRecipes,
  ...selectionRecipes,
  ...pathRecipes,
  ...verificationRecipes,
  ...platformRecipes,
  ...lockRecipes,
  ...trustRecipes,
  ...placedResolutions,
  ...settledResolutions,
];

/** A resolution cites the rules for which those that are one edit away from it are refused: it keeps them. */
function withCitesOfTwins(recipe: ResolveRecipe): ResolveRecipe {
  const refused = resolutions.flatMap(({ twin, expect }) =>
    twin === recipe.name && 'refused' in expect ? [expect.refused] : [],
  );
  return 'resolved' in recipe.expect ? { ...recipe, cites: [...new Set([...recipe.cites, ...refused])] } : recipe;
}

/** What resolvers make of repositories. */
export const distributionResolutions: readonly ResolveRecipe[] = resolutions.map(withCitesOfTwins);

/** The vectors of distribution with a verdict on a repository or a document. */
export const distributionRecipes: readonly Recipe[] = [
  ...repositoryRecipes,
  ...documentRecipes,
  ...agreementRecipes,
  ...changelogRecipes,
  ...textRecipes,
  ...noticeRecipes,
  ...matrixRecipes,
  ...aliasRecipes,
  ...signatureRecipes,
  ...legacyPathRecipes,
  ...documentChangeRecipes,
  ...promiseChangeRecipes,
  ...rowChangeRecipes,
  ...schemaRecipes,
  ...placedRecipes,
  ...valueRecipes,
];
