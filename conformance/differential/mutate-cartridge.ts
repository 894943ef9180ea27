import type { FolderEntry, RecipeFolder } from '../recipes/recipe.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { pick } from './mutate-bytes.ts';
import { mutateFolder } from './mutate-package.ts';
import { mutateValue } from './mutate-value.ts';

const MANIFEST = 'manifest.json';
const PACK = 'assets.pa';
const ENTRIES: readonly FolderEntry[] = [null, { link: 'other' }, { link: '.' }, new Uint8Array(0)];
const WORDS = ['Asset', 'asset', 'ASSET', 'assets', ' asset', 'Asset\0', 'gfx', 'PMTU', 'pmtu', null, 1, [], {}];

/** One edit of a cartridge's folder: of its manifest, of its pack, or of what kind of thing the two are. */
export function mutateCartridge(folder: RecipeFolder, draws: SeededDraws): RecipeFolder | undefined {
  const kind = draws.below(8);
  if (kind === 0) {
    const path = pick([MANIFEST, PACK], draws);
    const { [path]: own, ...others } = folder;
    if (own === undefined || draws.below(3) === 0) return others;
    return { ...others, other: own, [path]: pick(ENTRIES, draws) };
  }
  const manifest = folder[MANIFEST];
  if (kind > 3 || !(manifest instanceof Uint8Array)) return mutateFolder(folder, draws);
  const value = mutateValue(parse(manifest), draws, WORDS);
  return value === undefined ? undefined : { ...folder, [MANIFEST]: Buffer.from(JSON.stringify(value)) };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
