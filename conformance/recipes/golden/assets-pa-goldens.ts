import type { GoldenRecipe } from '../case-recipe.ts';
import type { RecipeFolder } from '../recipe.ts';
import { assetsPaRefusals } from './assets-pa-refusals.ts';
import { sameAsTwoSounds } from './assets-pa-same-outputs.ts';
import { tellingWorkspaces } from './assets-pa-warnings.ts';
import { goldenFolder } from './golden-files.ts';

// Expected bytes are those of golden/assets-pa, which its independent builder made from the text of sections 13 to 16.

const CONTRACT = 'assets-pa';
const EVERY_PACK = ['build-slice', 'build-metadata', 'build-preload', 'build-not-deterministic', 'companion-mismatch'];

/** Golden → the rules that a packer would break that makes other bytes of it, or that its workspace comes close to. */
const CASES: Readonly<Record<string, readonly [why: string, ...rules: string[]]>> = {
  minimal: ['One asset of one byte is the least that a pack holds.', ...EVERY_PACK, 'empty-asset', 'direct-inputs'],
  empty: ['Without assets a pack and its companions are empty lists.', 'build-slice', 'companion-mismatch'],
  'two-sounds': [
    'Ids are those of the registry, with a gap, and the second asset is preloaded.',
    'build-slice',
    'build-preload',
    'recycled-asset-id',
    'registry-next-id',
  ],
  'glyphs-and-sounds': [
    'An asset takes more bytes in memory than are stored; each bank type has a first slot.',
    'build-slice',
    'build-preload',
    'declared-bank-type',
    'declared-codec',
  ],
  'direct-and-virtual': [
    'Artifacts are joined in the order of their indexes, whatever that of the declaration, and indexed by role.',
    'build-slice',
    'build-metadata',
    'artifact-index',
    'artifact-input',
    'duplicate-artifact-id',
    'direct-inputs',
    'empty-asset',
  ],
  'preload-slots': [
    'Slots are counted within each bank type by ascending id, which the registry does not stand in.',
    'build-preload',
    'build-slice',
    'registry-not-canonical',
    'preload-overflow',
    'registry-next-id',
  ],
  metadata: [
    'Metadata, the configuration of the codec and the index of artifacts are joined; what tools note stays out.',
    'build-metadata',
    'metadata-collision',
    'declared-number-not-integer',
    'declared-pipeline-metadata',
  ],
  'non-ascii': [
    'Names beyond ASCII stand as they are, and names of metadata in the order of UTF-16 units.',
    'build-metadata',
    'build-not-deterministic',
    'registry-root-path',
    'input-path',
    'asset-name-style',
  ],
  excluded: [
    'An asset that is excluded is not looked at, and a folder that is not registered is not built.',
    'build-slice',
    'build-preload',
    'declaration-schema',
    'declaration-missing',
    'asset-root-missing',
    'duplicate-declared-name',
    'unregistered-asset',
  ],
  'every-slot': [
    'Sixteen sounds are preloaded, a scene beside them, and two sounds between them are not.',
    'preload-overflow',
    'build-preload',
  ],
  'near-namesakes': [
    'Ids, UUIDs, roots and names that nearly are those of others are none of theirs; names are as long as they may be.',
    'registry-nested-root',
    'registry-duplicate-root',
    'registry-duplicate-uuid',
    'registry-duplicate-id',
    'registry-next-id',
    'registry-root-path',
    'duplicate-declared-name',
    'declared-name-too-long',
    'declaration-uuid-mismatch',
    'asset-name-style',
    'build-slice',
  ],
  'shared-inputs': [
    'Artifacts share an input, or an id under two roles; inputs have one name in two folders, and one is of no artifact.',
    'input-listed-twice',
    'input-path',
    'artifact-input',
    'artifact-index',
    'duplicate-artifact-id',
    'metadata-collision',
    'empty-asset',
    'unused-input',
    'duplicate-content',
    'build-metadata',
    'build-slice',
    'companion-mismatch',
  ],
  'spelled-numbers': [
    'Numbers count by their value, however they are spelled; keys of metadata that only seem to be given twice.',
    'declared-number-not-integer',
    'registry-schema',
    'declaration-schema',
    'metadata-collision',
    'build-metadata',
    'companion-mismatch',
  ],
  'same-content': ['Assets of the same content are stored one by one.', 'build-slice', 'duplicate-content'],
  'nearly-same-content': ['Artifacts of one byte and more are joined.', 'build-slice', 'duplicate-content'],
  large: [
    'Sixty-one assets, of which one is larger than any buffer, and fifteen slots of each bank type.',
    'build-slice',
    'build-preload',
    'preload-overflow',
    'duplicate-content',
    'declarations-too-large',
  ],
};

export const assetsPaGoldens: readonly GoldenRecipe[] = [
  ...Object.entries(CASES).map(([name, [why, ...rules]]) =>
    produced(name, { why, input: goldenFolder(CONTRACT, `${name}/input`), rules, expected: name }),
  ),
  ...sameAsTwoSounds.map(([name, why, input, ...rules]) =>
    produced(name, { why, input, rules, expected: 'two-sounds' }),
  ),
  ...tellingWorkspaces.map(({ name, rule, ...told }) => produced(`told-${name}`, { ...told, rules: [rule] })),
  ...assetsPaRefusals.map(({ name, rule, breaks = [], input, at, why }): GoldenRecipe => {
    const primary = toRuleId(rule);
    return {
      ...base(`golden-${name}`, why, [primary, ...breaks]),
      input,
      expect: { produced: false, primary, at, leavesNothing: true },
    };
  }),
];

interface Produced {
  readonly why: string;
  readonly input: RecipeFolder;
  readonly rules: readonly string[];
  readonly expected: string;
  readonly warnings?: readonly string[];
}

function produced(name: string, { why, input, rules, expected, warnings }: Produced): GoldenRecipe {
  const output = goldenFolder(CONTRACT, `${expected}/expected`);
  const told = warnings && { warnings: warnings.map(toRuleId) };
  return { ...base(`golden-${name}`, why, rules), input, expect: { produced: true, output, ...told } };
}

function base(name: string, why: string, rules: readonly string[]) {
  const cites = rules.map(toRuleId);
  const common = { contract: 'assets-pa@1', kind: 'golden', role: 'producer', profile: 'hardened' } as const;
  return { ...common, name, why, cites, options: {} };
}

function toRuleId(rule: string): string {
  return rule.includes('/') ? rule : `${CONTRACT}/${rule}`;
}
