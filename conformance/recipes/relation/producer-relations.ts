import type { Circumstance } from '../../suite/vector.ts';
import type { RelationRecipe } from '../case-recipe.ts';
import { goldenFile, goldenFolder, goldenOptions } from '../golden/golden-files.ts';
import type { RecipeFolder } from '../recipe.ts';

const EVERY: readonly Circumstance[] = ['again', 'zone', 'locale', 'umask', 'place', 'order', 'time'];

function producer(
  contract: 'anpkg' | 'doctor-cli-package',
  golden: string,
  input: RecipeFolder,
): Pick<RelationRecipe, 'contract' | 'kind' | 'role' | 'profile' | 'input' | 'options' | 'expect'> {
  const common = { kind: 'relation', role: 'producer', profile: 'hardened', expect: { produced: true } } as const;
  return { ...common, contract: `${contract}@1`, input, options: goldenOptions(contract, golden) };
}

const ANPKG = ['several-providers', 'omitted-variants', 'dated-sidecar', 'behaviour-tree', 'non-ascii'].map(
  (golden) => ({
    golden,
    ...producer('anpkg', golden, goldenFolder('anpkg', `${golden}/input`)),
  }),
);

const DOCTOR = ['ci-with-smoke', 'local-without-smoke'].map((golden) => ({
  golden,
  ...producer('doctor-cli-package', golden, {
    'demo.sh': { program: goldenFile('doctor-cli-package', `${golden}/input/demo.sh`) },
  }),
}));

export const producerRelations: readonly RelationRecipe[] = [
  ...ANPKG.flatMap(({ golden, ...given }): readonly RelationRecipe[] => [
    {
      ...given,
      name: `relation-same-${golden}`,
      cites: ['anpkg/export-not-deterministic'],
      why: 'The bytes of a package follow from the project alone.',
      relation: { name: 'same-bytes', under: EVERY },
    },
    {
      ...given,
      name: `relation-valid-${golden}`,
      cites: ['anpkg/export-not-canonical', 'anpkg/export-checksum-list'],
      why: 'What is exported is valid, and gives no warning.',
      relation: { name: 'valid-product' },
    },
  ]),
  ...DOCTOR.flatMap(({ golden, ...given }): readonly RelationRecipe[] => [
    {
      ...given,
      name: `relation-same-${golden}`,
      cites: ['doctor-cli-package/package-not-deterministic'],
      why: 'The bytes of a package and its payload follow from the program and the arguments alone.',
      relation: { name: 'same-bytes', under: EVERY },
    },
    {
      ...given,
      name: `relation-valid-${golden}`,
      cites: ['doctor-cli-package/package-rejected'],
      why: 'What is packaged is valid.',
      relation: { name: 'valid-product', path: 'package' },
    },
  ]),
];
