import { anpkgRecipes } from '../../conformance/recipes/anpkg/index.ts';
import { schemaConstraints as anpkgSchemas } from '../../conformance/recipes/anpkg/schema-vectors.ts';
import { doctorCliPackageRecipes } from '../../conformance/recipes/doctor-cli-package/index.ts';
import { schemaConstraints as doctorCliPackageSchemas } from '../../conformance/recipes/doctor-cli-package/schema-vectors.ts';
import type { Recipe } from '../../conformance/recipes/recipe.ts';
import { strictJsonRecipes } from '../../conformance/recipes/strict-json/index.ts';
import { strictYamlRecipes } from '../../conformance/recipes/strict-yaml/index.ts';
import { strictZipRecipes } from '../../conformance/recipes/strict-zip/index.ts';

/** The recipes of all contracts. */
export const allRecipes: readonly Recipe[] = [
  ...strictZipRecipes,
  ...strictJsonRecipes,
  ...strictYamlRecipes,
  ...anpkgRecipes,
  ...doctorCliPackageRecipes,
];

/** Of each contract with schemas that vectors test: the schema, and the rule that it is. */
export const rulesOfSchemas: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  anpkg: anpkgSchemas,
  'doctor-cli-package': doctorCliPackageSchemas,
};
