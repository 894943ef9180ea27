import type { RelationRecipe } from '../case-recipe.ts';
import { assetsPaProducers } from './assets-pa-producers.ts';
import { assetsPaRelations } from './assets-pa-relations.ts';
import { consumerRelations } from './consumer-relations.ts';
import { distributionProducers } from './distribution-producers.ts';
import { producerRelations } from './producer-relations.ts';
import { strictTarRelations } from './strict-tar-relations.ts';

/** What holds for many inputs, or for many runs, at once. */
export const relationRecipes: readonly RelationRecipe[] = [
  ...consumerRelations,
  ...strictTarRelations,
  ...assetsPaRelations,
  ...assetsPaProducers,
  ...distributionProducers,
  ...producerRelations,
];
