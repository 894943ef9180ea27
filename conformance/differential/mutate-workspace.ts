import type { FolderEntry, RecipeFolder } from '../recipes/recipe.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { TELLING_NAMES } from './draw-pack.ts';
import { pick } from './mutate-bytes.ts';
import { mutateFolder, withEntry } from './mutate-package.ts';
import { mutateValue } from './mutate-value.ts';
import { SPELLINGS, spellJson } from './spell-json.ts';

const REGISTRY = 'assets/.prometeu/index.json';
const DECLARATION = 'asset.json';

const TELLING_VALUES: readonly unknown[] = [
  ...[
    'GLYPH',
    'SCENE',
    'SOUNDS',
    'TILES',
    'NONE',
    'RAW',
    'DIRECT',
    'VIRTUAL',
    'asset.json',
    'sounds/blip',
    '.prometeu',
  ],
  ...['..', '.', 'a//b', '/a', 'a/', 'a\\b', 'A', 'a:b', 'con', 'é', 'e\u0301', 'a\0', '../other', 'x'.repeat(256)],
  ...[
    '00000000-0000-4000-8000-000000000000',
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
  ],
  ...[0, 1, 2, 3, 7, -1, 15, 16, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 0.5, null, true, false, '', [], {}],
  ...TELLING_NAMES,
];

/** One edit of a project with a workspace: of its registry, a declaration, an input, or of what stands at a path. */
export function mutateWorkspace(folder: RecipeFolder, draws: SeededDraws): RecipeFolder | undefined {
  const kind = draws.below(8);
  if (kind === 0) return mutateFolder(folder, draws);
  if (kind === 1) return mutateEntry(folder, draws);
  const documents = Object.keys(folder).filter((path) => path === REGISTRY || path.endsWith(`/${DECLARATION}`));
  if (documents.length === 0) return undefined;
  const path = draws.below(2) === 0 && documents.includes(REGISTRY) ? REGISTRY : pick(documents, draws);
  const value = mutateValue(parse(folder[path]), draws, TELLING_VALUES);
  if (value === undefined) return undefined;
  const text =
    draws.below(6) === 0
      ? spellJson(value, pick(SPELLINGS, draws), { draws, rarity: 4 })
      : `${JSON.stringify(value, null, 2)}\n`;
  return withEntry(folder, path, new Uint8Array(Buffer.from(text)), { isDigestKept: false });
}

/** Leaves nothing, a folder, an empty file or a link where something stands, which may move elsewhere. */
function mutateEntry(folder: RecipeFolder, draws: SeededDraws): RecipeFolder {
  const paths = Object.keys(folder);
  if (paths.length === 0) return folder;
  const path = pick(paths, draws);
  const { [path]: own, ...others } = folder;
  if (own === undefined) return folder;
  const up = '../'.repeat(path.split('/').length - 1);
  const left: readonly (readonly FolderEntry[])[] = [
    [],
    [null],
    [new Uint8Array(0)],
    [{ link: `${up}moved` }],
    [{ link: 'moved' }],
    [{ link: '.' }],
  ];
  const beside = path.slice(0, path.lastIndexOf('/') + 1);
  const room = { ...others, [draws.below(2) === 0 ? 'moved' : `${beside}moved`]: own };
  const [entry] = pick(left, draws);
  return entry === undefined ? room : { ...room, [path]: entry };
}

function parse(entry: FolderEntry | undefined): unknown {
  if (!(entry instanceof Uint8Array)) return undefined;
  try {
    return JSON.parse(Buffer.from(entry).toString('utf8'));
  } catch {
    return undefined;
  }
}
