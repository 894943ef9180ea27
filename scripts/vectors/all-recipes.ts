import { anpkgRecipes } from '../../conformance/recipes/anpkg/index.ts';
import { schemaConstraints as anpkgSchemas } from '../../conformance/recipes/anpkg/schema-vectors.ts';
import { assetsPaRecipes } from '../../conformance/recipes/assets-pa/index.ts';
import { schemaConstraints as assetsPaSchemas } from '../../conformance/recipes/assets-pa/schema-vectors.ts';
import type { AnyRecipe } from '../../conformance/recipes/case-recipe.ts';
import { distributionRecipes, distributionResolutions } from '../../conformance/recipes/distribution/index.ts';
import { distributionLimits } from '../../conformance/recipes/distribution/limit-recipes.ts';
import { schemaConstraints as distributionSchemas } from '../../conformance/recipes/distribution/schema-vectors.ts';
import { doctorCliPackageRecipes } from '../../conformance/recipes/doctor-cli-package/index.ts';
import { schemaConstraints as doctorCliPackageSchemas } from '../../conformance/recipes/doctor-cli-package/schema-vectors.ts';
import { anpkgGoldens } from '../../conformance/recipes/golden/anpkg-goldens.ts';
import { assetsPaGoldens } from '../../conformance/recipes/golden/assets-pa-goldens.ts';
import { distributionGoldens } from '../../conformance/recipes/golden/distribution-goldens.ts';
import { doctorCliPackageGoldens } from '../../conformance/recipes/golden/doctor-cli-package-goldens.ts';
import { limitRecipes } from '../../conformance/recipes/limit/index.ts';
import type { Recipe } from '../../conformance/recipes/recipe.ts';
import { relationRecipes } from '../../conformance/recipes/relation/index.ts';
import { strictJsonRecipes } from '../../conformance/recipes/strict-json/index.ts';
import { strictTarRecipes } from '../../conformance/recipes/strict-tar/index.ts';
import { strictYamlRecipes } from '../../conformance/recipes/strict-yaml/index.ts';
import { strictZipRecipes } from '../../conformance/recipes/strict-zip/index.ts';

/** The recipes of stored inputs with a verdict. */
const verdictRecipes: readonly Recipe[] = [
  ...strictZipRecipes,
  ...strictTarRecipes,
  ...strictJsonRecipes,
  ...strictYamlRecipes,
  ...anpkgRecipes,
  ...doctorCliPackageRecipes,
  ...assetsPaRecipes,
  ...distributionRecipes,
];

/** The recipes of all contracts and all kinds. */
export const allRecipes: readonly AnyRecipe[] = [
  ...verdictRecipes,
  ...anpkgGoldens,
  ...doctorCliPackageGoldens,
  ...assetsPaGoldens,
  ...distributionGoldens,
  ...distributionResolutions,
  ...distributionLimits,
  ...limitRecipes,
  ...relationRecipes,
];

/** Of each contract with schemas that vectors test: the schema, and the rule that it is. */
export const rulesOfSchemas: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  anpkg: anpkgSchemas,
  'doctor-cli-package': doctorCliPackageSchemas,
  'assets-pa': assetsPaSchemas,
  distribution: distributionSchemas,
};
