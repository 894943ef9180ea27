import type { Circumstance } from '../../suite/vector.ts';
import type { RelationRecipe } from '../case-recipe.ts';
import { goldenFolder, goldenOptions } from '../golden/golden-files.ts';

const EVERY: readonly Circumstance[] = ['again', 'zone', 'locale', 'umask', 'place', 'order', 'time'];

/** What holds of everything that is published, by the repositories of goldens. */
export const distributionProducers: readonly RelationRecipe[] = [
  'first-release',
  'several-targets',
  'next-revision',
  'merged-index',
  'non-ascii',
].flatMap((golden): readonly RelationRecipe[] => {
  const given = {
    contract: 'distribution@1',
    kind: 'relation',
    role: 'producer',
    profile: 'hardened',
    input: goldenFolder('distribution', `${golden}/input`),
    options: goldenOptions('distribution', golden),
    expect: { produced: true },
  } as const;
  return [
    {
      ...given,
      name: `relation-same-${golden}`,
      cites: ['distribution/product-not-deterministic'],
      why: 'The bytes of what is published follow from the sources, the builds and the options alone.',
      relation: { name: 'same-bytes', under: EVERY },
    },
    {
      ...given,
      name: `relation-valid-${golden}`,
      cites: ['distribution/product-not-canonical'],
      why: 'The repository is valid afterwards, and gives no warning.',
      relation: { name: 'valid-product' },
    },
  ];
});
