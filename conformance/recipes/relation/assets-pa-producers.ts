import type { Circumstance } from '../../suite/vector.ts';
import type { RelationRecipe } from '../case-recipe.ts';
import { goldenFolder } from '../golden/golden-files.ts';

const EVERY: readonly Circumstance[] = ['again', 'zone', 'locale', 'umask', 'place', 'order', 'time'];

/** What holds of everything that a packer makes, by the workspaces of goldens. */
export const assetsPaProducers: readonly RelationRecipe[] = [
  'direct-and-virtual',
  'preload-slots',
  'metadata',
  'non-ascii',
  'excluded',
  'shared-inputs',
  'spelled-numbers',
].flatMap((golden): readonly RelationRecipe[] => {
  const given = {
    contract: 'assets-pa@1',
    kind: 'relation',
    role: 'producer',
    profile: 'hardened',
    input: goldenFolder('assets-pa', `${golden}/input`),
    options: {},
    expect: { produced: true },
  } as const;
  return [
    {
      ...given,
      name: `relation-same-${golden}`,
      cites: ['assets-pa/build-not-deterministic'],
      why: 'The bytes of a pack and its companions follow from the workspace alone.',
      relation: { name: 'same-bytes', under: EVERY },
    },
    {
      ...given,
      name: `relation-valid-${golden}`,
      cites: ['assets-pa/build-slice', 'assets-pa/build-preload'],
      why: 'The pack that is made is valid.',
      relation: { name: 'valid-product', path: 'assets.pa' },
    },
  ];
});
