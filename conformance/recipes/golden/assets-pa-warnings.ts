import type { JsonObject } from '../assets-pa/pack-draft.ts';
import { REGISTRY, utf8 } from '../assets-pa/workspace-draft.ts';
import type { RecipeFolder } from '../recipe.ts';
import { goldenFolder } from './golden-files.ts';
import { artifact, declared, uuid } from './sound-workspace.ts';

const SOUNDS = goldenFolder('assets-pa', 'two-sounds/input');
/** A file of fewer bytes may lie about. */
const LARGE = 1024 * 1024;

const DRAFT = uuid('d');
const OUTPUT = { format: 'SOUNDS/pcm_v1', codec: 'NONE' };
const FIRST = artifact(0, 'first', 'first.raw');
const SECOND = artifact(1, 'second', 'second.raw');
const VIRTUAL = declared(DRAFT, 'draft', { inputs: { sources: ['first.raw', 'second.raw'] } });

/** A workspace, and the rules of level SHOULD that it breaks, by their part after the slash. */
export interface TellingWorkspace {
  readonly name: string;
  readonly why: string;
  readonly input: RecipeFolder;
  /** The rule that it breaks or comes close to. */
  readonly rule: string;
  readonly warnings: readonly string[];
  /** The golden whose output is made of it. */
  readonly expected: string;
}

const registry = JSON.parse(textOf(REGISTRY));
const [blip, coin] = registry.assets;

/** Another registry gives the same outputs, and only one form of it gives no warning. */
const registries: readonly TellingWorkspace[] = [
  withRegistry(
    'excluded-asset-in-order',
    'The registry is in its canonical form, with an asset that is excluded where its id stands.',
    [],
    toCanonical({ ...registry, assets: [blip, excluded(5, 'sounds/blips'), coin] }),
  ),
  withRegistry(
    'registry-by-descending-id',
    'The registry has its entries by descending id.',
    ['registry-not-canonical'],
    toCanonical({ ...registry, assets: [coin, blip] }),
  ),
  withRegistry(
    'registry-without-line-break',
    'No line break ends the registry.',
    ['registry-not-canonical'],
    toCanonical(registry).trimEnd(),
  ),
  withRegistry(
    'registry-with-root-first',
    'The members of an entry stand in another order than in the schema.',
    ['registry-not-canonical'],
    toCanonical({ ...registry, assets: [blip, { root: coin.root, ...coin }] }),
  ),
];

/** Assets that are excluded are not in the pack, and `doctor` looks at them all the same. */
const excludedAssets: readonly TellingWorkspace[] = [
  named('short-name', 'a', 'The name of an asset is one letter.', []),
  named('name-with-digits', 'z9_', 'The name of an asset ends in a digit and a low line.', []),
  named('name-begins-with-digit', '9z', 'The name of an asset begins with a digit.', ['asset-name-style']),
  named('name-begins-with-low-line', '_blip', 'The name of an asset begins with a low line.', ['asset-name-style']),
  named('name-with-capital', 'sfxBlip', 'The name of an asset has a capital.', ['asset-name-style']),
  named('name-with-hyphen', 'sfx-blip', 'The name of an asset has a hyphen.', ['asset-name-style']),
  withDraft(
    'excluded-inputs-all-used',
    'Each input of a virtual asset is one of its artifacts, and one is two of them.',
    [],
    { ...VIRTUAL, output: { ...OUTPUT, artifacts: [FIRST, SECOND, { ...FIRST, index: 2, id: 'again' }] } },
  ),
  withDraft('excluded-input-unused', 'An input of a virtual asset is none of its artifacts.', ['unused-input'], {
    ...VIRTUAL,
    output: { ...OUTPUT, artifacts: [FIRST] },
  }),
];

/** What lies below `assets/` beside what is registered. */
const surroundings: readonly TellingWorkspace[] = [
  withFiles(
    'removed-declaration',
    'The folder of an asset that was removed holds its declaration, and nobody is to register it.',
    'unregistered-asset',
    [],
    { [`assets/.prometeu/quarantine/2-${DRAFT}/asset.json`]: utf8('{}') },
  ),
  withFiles(
    'declarations-by-other-names',
    'Files have nearly the name of a declaration, and a folder has that name.',
    'unregistered-asset',
    [],
    {
      'assets/loose/asset.json.txt': utf8('{}'),
      'assets/loose/Asset.json': utf8('{}'),
      'assets/other/asset.json': null,
    },
  ),
  withFiles(
    'unregistered-folder',
    'A folder holds a declaration, and the registry does not know it.',
    'unregistered-asset',
    ['unregistered-asset'],
    { 'assets/music/loose/asset.json': utf8('{}') },
  ),
  withFiles(
    'unregistered-folder-in-root',
    'A folder in that of an asset holds a declaration of its own.',
    'unregistered-asset',
    ['unregistered-asset'],
    { 'assets/sounds/blip/takes/asset.json': SOUNDS['assets/sounds/blip/asset.json'] ?? null },
  ),
  withFiles(
    'large-files-that-are-no-waste',
    'A file lies beside the assets, and another one has a byte less than 1 MiB.',
    'unused-file',
    [],
    { 'assets/sounds/mix.raw': new Uint8Array(LARGE), 'assets/sounds/coin/take.raw': new Uint8Array(LARGE - 1) },
  ),
  withFiles(
    'large-unused-file',
    'A file of 1 MiB in a folder of an asset is no input.',
    'unused-file',
    ['unused-file'],
    { 'assets/sounds/coin/takes/first.raw': new Uint8Array(LARGE) },
  ),
];

/** Warnings about what is in the pack; the outputs are those of goldens. */
const included: readonly TellingWorkspace[] = [
  ofGolden('non-ascii', 'An asset that is built has a name beyond ASCII.', 'asset-name-style', ['asset-name-style']),
  ofGolden('minimal', 'The least workspace gives no warning.', 'asset-name-style', []),
  ofGolden('shared-inputs', 'An input of an asset that is built is no artifact.', 'unused-input', ['unused-input']),
  ofGolden('direct-and-virtual', 'Each input is an artifact, or all of the asset.', 'unused-input', []),
  ofGolden('same-content', 'Three assets have the same content, one as its artifact.', 'duplicate-content', [
    'duplicate-content',
  ]),
  ofGolden(
    'nearly-same-content',
    'Two assets have the same size, two the same bytes from other files, two the same files in another order, and one that is excluded has the content of another.',
    'duplicate-content',
    [],
  ),
];

/** Workspaces of which a build can be made, with what a packer that tells of warnings says of each. */
export const tellingWorkspaces: readonly TellingWorkspace[] = [
  ...registries,
  ...excludedAssets,
  ...surroundings,
  ...included,
];

function withRegistry(name: string, why: string, warnings: readonly string[], text: string): TellingWorkspace {
  return withFiles(name, why, 'registry-not-canonical', warnings, { [REGISTRY]: utf8(text) });
}

function named(name: string, own: string, why: string, warnings: readonly string[]): TellingWorkspace {
  return withDraft(name, why, warnings, declared(DRAFT, own, {}), 'asset-name-style');
}

/** With one more asset, which is excluded. */
function withDraft(
  name: string,
  why: string,
  warnings: readonly string[],
  declaration: JsonObject,
  rule = 'unused-input',
): TellingWorkspace {
  return withFiles(name, why, rule, warnings, {
    [REGISTRY]: utf8(toCanonical({ ...registry, assets: [blip, excluded(5, 'draft'), coin] })),
    'assets/draft/asset.json': utf8(toCanonical(declaration)),
  });
}

function withFiles(
  name: string,
  why: string,
  rule: string,
  warnings: readonly string[],
  files: RecipeFolder,
): TellingWorkspace {
  return { name, why, rule, warnings, input: { ...SOUNDS, ...files }, expected: 'two-sounds' };
}

function ofGolden(golden: string, why: string, rule: string, warnings: readonly string[]): TellingWorkspace {
  return { name: golden, why, rule, warnings, input: goldenFolder('assets-pa', `${golden}/input`), expected: golden };
}

function excluded(id: number, root: string): object {
  return { asset_id: id, asset_uuid: DRAFT, root, included_in_build: false };
}

function toCanonical(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function textOf(path: string): string {
  const entry = SOUNDS[path];
  return new TextDecoder().decode(entry instanceof Uint8Array ? entry : undefined);
}
