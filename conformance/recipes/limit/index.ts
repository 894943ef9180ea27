import type { LimitRecipe } from '../case-recipe.ts';
import { assetsPaLimits } from './assets-pa-limits.ts';
import { strictJsonLimits } from './strict-json-limits.ts';
import { strictTarLimits } from './strict-tar-limits.ts';
import { strictYamlLimits } from './strict-yaml-limits.ts';
import { strictZipLimits } from './strict-zip-limits.ts';

/** Inputs that no folder of vectors should hold. */
export const limitRecipes: readonly LimitRecipe[] = [
  ...strictZipLimits,
  ...strictTarLimits,
  ...strictJsonLimits,
  ...strictYamlLimits,
  ...assetsPaLimits,
];
