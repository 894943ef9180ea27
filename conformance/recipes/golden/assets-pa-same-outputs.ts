import { REGISTRY, utf8 } from '../assets-pa/workspace-draft.ts';
import type { RecipeFolder } from '../recipe.ts';
import { goldenFolder } from './golden-files.ts';

const SOUNDS = goldenFolder('assets-pa', 'two-sounds/input');

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
const DECLARATION = 'assets/sounds/blip/asset.json';
const NEIGHBOUR = `    {
      "asset_id": 5,
      "asset_uuid": "ff4630dd-042b-4007-8996-0add6843464c",
      "root": "sounds/blips",
      "included_in_build": false
    }`;

/** A document on one line, with the members of its root the other way round. */
function reversed(entry: RecipeFolder[string] | undefined): string {
  const value: object = JSON.parse(new TextDecoder().decode(bytesOf(entry)));
  return JSON.stringify(Object.fromEntries(Object.entries(value).toReversed()));
}

/** A workspace of another look, and the rules that a packer would break which makes other bytes of it. */
type Lookalike = readonly [name: string, why: string, input: RecipeFolder, ...rules: string[]];

/** Other workspaces that give the same outputs as the golden `two-sounds`. */
export const sameAsTwoSounds: readonly Lookalike[] = [
  [
    'linked-input',
    'An input is a symbolic link to a file in the folder of its asset, and what it leads to counts.',
    edited({ [BLIP]: { link: 'takes/second.raw' }, 'assets/sounds/blip/takes/second.raw': SOUNDS[BLIP] ?? null }),
    'input-outside-root',
    'input-special-file',
    'input-missing',
  ],
  [
    'input-by-two-links',
    'An input is a symbolic link through a folder that is one as well; both stay in the folder of the asset.',
    edited({
      [BLIP]: { link: 'takes/blip.raw' },
      'assets/sounds/blip/takes': { link: 'recordings' },
      'assets/sounds/blip/recordings/blip.raw': SOUNDS[BLIP] ?? null,
    }),
    'input-outside-root',
    'input-special-file',
    'input-missing',
  ],
  [
    'declaration-on-one-line',
    'A declaration is read by its values: its members may stand in any order, and its texts have escapes.',
    edited({ [DECLARATION]: utf8(reversed(SOUNDS[DECLARATION]).replace('"sources"', '"\\u0073ources"')) }),
    'declaration-schema',
    'declaration-missing',
    'workspace-special-file',
    'companion-mismatch',
  ],
  [
    'excluded-neighbour',
    'An excluded asset has nearly the root and the UUID of another one; that it has no folder does no harm.',
    replaced(REGISTRY, '    {\n      "asset_id": 7,', `${NEIGHBOUR},\n    {\n      "asset_id": 7,`),
    'registry-nested-root',
    'registry-duplicate-root',
    'registry-duplicate-uuid',
    'registry-missing',
    'asset-root-missing',
  ],
  [
    'files-that-nobody-names',
    'What is no input is neither read nor carried, and neither is what an older build made or a killed one left.',
    edited({
      'assets/sounds/blip/notes.txt': utf8('Record it again.\n'),
      'assets/loose/asset.json': utf8('{'),
      'assets/.prometeu/cache/fingerprints.json': utf8('{}'),
      'assets/.prometeu/lane/left': utf8('{}'),
      'build/assets.pa': utf8('old'),
      'build/preload.json': utf8('[]'),
      'src/main.txt': utf8('x'),
    }),
    'build-slice',
    'unregistered-asset',
    'unused-file',
    'stray-stage',
  ],
  [
    'registry-on-one-line',
    'A registry that is not in its canonical form is read all the same.',
    edited({ [REGISTRY]: utf8(JSON.stringify(JSON.parse(new TextDecoder().decode(bytesOf(SOUNDS[REGISTRY]))))) }),
    'registry-not-canonical',
    'registry-schema',
  ],
  [
    'removed-asset',
    'An asset in quarantine keeps its id, and nothing else is done with it.',
    edited({
      ...replaced(REGISTRY, '"next_asset_id": 8', '"next_asset_id": 9'),
      'assets/.prometeu/quarantine/8-ff4630dd-042b-4007-8996-0add6843464d/asset.json': utf8('{'),
    }),
    'registry-next-id',
    'recycled-asset-id',
    'build-slice',
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
