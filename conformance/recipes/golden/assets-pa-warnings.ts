import { REGISTRY, utf8 } from '../assets-pa/workspace-draft.ts';
import type { RecipeFolder } from '../recipe.ts';
import { goldenFolder } from './golden-files.ts';

const SOUNDS = goldenFolder('assets-pa', 'two-sounds/input');

/** A workspace, and the rules of level SHOULD that it breaks, by their part after the slash. */
export interface TellingWorkspace {
  readonly name: string;
  readonly why: string;
  readonly input: RecipeFolder;
  /** Rules that a packer would break which says something else, beside those that are broken. */
  readonly rules: readonly string[];
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

/** Workspaces of which a build can be made, with what a packer that tells of warnings says of each. */
export const tellingWorkspaces: readonly TellingWorkspace[] = [...registries];

function withRegistry(name: string, why: string, warnings: readonly string[], text: string): TellingWorkspace {
  const input = { ...SOUNDS, [REGISTRY]: utf8(text) };
  return { name, why, input, warnings, rules: ['registry-not-canonical'], expected: 'two-sounds' };
}

function excluded(id: number, root: string): object {
  return { asset_id: id, asset_uuid: 'ff4630dd-042b-4007-8996-0add6843464c', root, included_in_build: false };
}

function toCanonical(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function textOf(path: string): string {
  const entry = SOUNDS[path];
  return new TextDecoder().decode(entry instanceof Uint8Array ? entry : undefined);
}
