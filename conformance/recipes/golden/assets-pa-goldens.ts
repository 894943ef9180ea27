import { REGISTRY, utf8 } from '../assets-pa/workspace-draft.ts';
import type { GoldenRecipe } from '../case-recipe.ts';
import type { RecipeFolder } from '../recipe.ts';
import { assetsPaRefusals } from './assets-pa-refusals.ts';
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
  large: [
    'Sixty-one assets, of which one is larger than any buffer, and fifteen slots of each bank type.',
    'build-slice',
    'build-preload',
    'preload-overflow',
    'duplicate-content',
  ],
};

const SOUNDS = goldenFolder(CONTRACT, 'two-sounds/input');

function edited(edits: Readonly<Record<string, RecipeFolder[string]>>): RecipeFolder {
  return { ...SOUNDS, ...edits };
}

function replaced(path: string, from: string, to: string): RecipeFolder {
  const entry = SOUNDS[path];
  const text = entry instanceof Uint8Array ? new TextDecoder().decode(entry) : '';
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return edited({ [path]: utf8(text.replace(from, to)) });
}

const BLIP = 'assets/sounds/blip/blip.raw';

/** Other workspaces that give the same outputs as `two-sounds`. */
const SAME_AS_TWO_SOUNDS: readonly (readonly [name: string, why: string, input: RecipeFolder, ...rules: string[]])[] = [
  [
    'linked-input',
    'An input is a symbolic link to a file in the folder of its asset, and what it leads to counts.',
    edited({ [BLIP]: { link: 'takes/second.raw' }, 'assets/sounds/blip/takes/second.raw': SOUNDS[BLIP] ?? null }),
    'input-outside-root',
    'input-special-file',
    'input-missing',
  ],
  [
    'files-that-nobody-names',
    'What is no input is neither read nor carried, and neither is what an older build made.',
    edited({
      'assets/sounds/blip/notes.txt': utf8('Record it again.\n'),
      'assets/loose/asset.json': utf8('{'),
      'assets/.prometeu/cache/fingerprints.json': utf8('{}'),
      'build/assets.pa': utf8('old'),
      'build/preload.json': utf8('[]'),
      'src/main.txt': utf8('x'),
    }),
    'build-slice',
    'unregistered-asset',
    'unused-file',
  ],
  [
    'registry-on-one-line',
    'A registry that is not in its canonical form is read all the same.',
    edited({ [REGISTRY]: utf8(JSON.stringify(JSON.parse(new TextDecoder().decode(bytesOf(SOUNDS[REGISTRY]))))) }),
    'registry-not-canonical',
    'registry-schema',
  ],
  [
    'next-id-far-ahead',
    'Ids that were given to assets which are gone are not seen in a pack.',
    replaced(REGISTRY, '"next_asset_id": 8', '"next_asset_id": 5000'),
    'registry-next-id',
    'recycled-asset-id',
  ],
];

function bytesOf(entry: RecipeFolder[string] | undefined): Uint8Array {
  return entry instanceof Uint8Array ? entry : new Uint8Array();
}

export const assetsPaGoldens: readonly GoldenRecipe[] = [
  ...Object.entries(CASES).map(([name, [why, ...rules]]) =>
    produced(name, { why, input: goldenFolder(CONTRACT, `${name}/input`), rules, expected: name }),
  ),
  ...SAME_AS_TWO_SOUNDS.map(([name, why, input, ...rules]) =>
    produced(name, { why, input, rules, expected: 'two-sounds' }),
  ),
  ...assetsPaRefusals.map(
    ({ name, rule, input, at, why }): GoldenRecipe => ({
      ...base(`golden-${name}`, why, [rule]),
      input,
      expect: { produced: false, primary: `${CONTRACT}/${rule}`, at },
    }),
  ),
];

interface Produced {
  readonly why: string;
  readonly input: RecipeFolder;
  readonly rules: readonly string[];
  readonly expected: string;
}

function produced(name: string, { why, input, rules, expected }: Produced): GoldenRecipe {
  const output = goldenFolder(CONTRACT, `${expected}/expected`);
  return { ...base(`golden-${name}`, why, rules), input, expect: { produced: true, output } };
}

function base(name: string, why: string, rules: readonly string[]) {
  const cites = rules.map((rule) => `${CONTRACT}/${rule}`);
  const common = { contract: 'assets-pa@1', kind: 'golden', role: 'producer', profile: 'hardened' } as const;
  return { ...common, name, why, cites, options: {} };
}
