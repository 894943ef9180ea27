import {
  draftEnvelope,
  draftPayload,
  draftSigner,
  SIGNATURE_FILE,
} from '../recipes/distribution/signed-index-draft.ts';
import type { FolderEntry, RecipeFolder } from '../recipes/recipe.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { pick } from './mutate-bytes.ts';
import { mutateFolder, withEntry } from './mutate-package.ts';
import { mutateValue } from './mutate-value.ts';

const INDEX = 'dist/index.json';
const TELLING_VALUES: readonly unknown[] = [
  ...['0.1.0', '0.1.1', '1.0.0', '0.1.0-rc.1', '1.84.0', '1.84.0-beta', 'r1', 'r2', 'release', 'debug', 'ab12cd34'],
  ...['ab12cd340123456789abcdef0123456789abcdef', 'ab12cd34ffffffffffffffffffffffffffffffffffff', 'f'.repeat(64)],
  ...['x86_64-unknown-linux-gnu', 'x86_64-unknown-linux-musl', 'aarch64-apple-darwin', 'wasm32-unknown-unknown'],
  ...[
    'linux',
    'darwin',
    'windows',
    'recommended',
    'planned',
    'deprecated',
    'removed',
    'supported',
    'tar.gz',
    'tar.zst',
  ],
  ...[
    'dist',
    'dist/index.json',
    'dist/../dist/index.json',
    '/dist/x',
    'dist\\x',
    'docs/x',
    'dist//x',
    'dist/é',
    'dist/x:y',
  ],
  ...['{version}', '{gitsha}', '{', 'dist/{contract_version}/index.json', 'sha256', 'sha512', '0644', '0755', '4755'],
  ...[
    '2026-07-01T00:00:00Z',
    '2026-06-30T23:59:59Z',
    '2026-02-30T00:00:00Z',
    '2026-07-01',
    '2026-07-01T00:00:00+00:00',
  ],
  ...[0, 1, -1, 2, 3095, 1775320894, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 0.5, null, true, false, '', [], {}],
  { reason: 'broken', since: '2026-05-01T00:00:00Z' },
];

/** One edit of a repository: of a document's value, of a row, of a signature, or of what stands at a path. */
export function mutateRepository(folder: RecipeFolder, draws: SeededDraws): RecipeFolder | undefined {
  switch (draws.below(8)) {
    case 0:
      return mutateFolder(folder, draws);
    case 1:
      return mutateEntry(folder, draws);
    case 2:
      return folder[SIGNATURE_FILE] === undefined ? mutateEntry(folder, draws) : signAgain(folder, draws);
    case 3:
      return addRow(folder, draws);
    default:
      return mutateDocument(folder, draws);
  }
}

/** Moves what stands at a path, and leaves nothing, a folder or a link there; or puts the like in another place. */
function mutateEntry(folder: RecipeFolder, draws: SeededDraws): RecipeFolder {
  const path = pick(Object.keys(folder), draws);
  const { [path]: own, ...others } = folder;
  if (own === undefined) return folder;
  const up = '../'.repeat(path.split('/').length - 1);
  const edits: readonly (readonly [moved: string, left: FolderEntry | undefined])[] = [
    ['other', undefined],
    ['other', null],
    ['other', { link: `${up}other` }],
    ['dist/other', { link: `${up}dist/other` }],
    ['dist/other', { link: `${up}missing` }],
    ['other', { link: '.' }],
    [`${path}~`, undefined],
    ['dist/1.0.0/index.json', undefined],
    ['dist/index.json', undefined],
  ];
  const [moved, left] = pick(edits, draws);
  const room = isFree(others, moved) ? { ...others, [moved]: own } : others;
  return left === undefined ? room : { ...room, [path]: left };
}

function isFree(folder: RecipeFolder, path: string): boolean {
  return !Object.keys(folder).some((other) => path === other || path.startsWith(`${other}/`));
}

function mutateDocument(folder: RecipeFolder, draws: SeededDraws): RecipeFolder | undefined {
  const documents = Object.keys(folder).filter((path) => path.endsWith('.json'));
  if (documents.length === 0) return undefined;
  const path = draws.below(3) === 0 && documents.includes(INDEX) ? INDEX : pick(documents, draws);
  const value = mutateValue(readDocument(folder, path), draws, TELLING_VALUES);
  return value === undefined ? undefined : rewritten(folder, { path, value }, draws);
}

/** A row that stands beside another one and differs from it in a part of its identity. */
function addRow(folder: RecipeFolder, draws: SeededDraws): RecipeFolder | undefined {
  const text = readText(folder, INDEX);
  const row = text?.match(/\{\s*"toolchain":[^{}]*\}/)?.[0];
  if (text === undefined || row === undefined) return undefined;
  const edits: readonly (readonly [RegExp, string])[] = [
    [/"dist_revision": "r1"/, '"dist_revision": "r2"'],
    [/"toolchain": "([^"]*)"/, '"toolchain": "$1-beta"'],
    [/"toolchain": "([^"]*)"/, '"toolchain": "$1.1"'],
    [/"toolchain": "([^"]*)"/, '"toolchain": "1.83.0"'],
    [/"git_rev": "(.{9}).{8}/, '"git_rev": "$1fffffff0'],
    [/"gitsha": "[^"]*",\s*/, ''],
    [
      /"source_date_epoch": (\d+)/,
      '"source_date_epoch": $1, "yanked": {"reason": "x", "since": "2026-05-01T00:00:00Z"}',
    ],
  ];
  const [pattern, change] = pick(edits, draws);
  const other = row.replace(pattern, change);
  const rows = pick([other, `${row}, ${other}`, `${other}, ${row}`], draws);
  const value = parse(text.replace(row, () => rows));
  return value === undefined ? undefined : rewritten(folder, { path: INDEX, value }, draws);
}

/** The signature of the index as it stands, of a payload that is changed or not. */
function signAgain(folder: RecipeFolder, draws: SeededDraws): RecipeFolder {
  const index = folder[INDEX] instanceof Uint8Array ? folder[INDEX] : new Uint8Array();
  const payload = parse(Buffer.from(draftPayload(index)).toString('utf8'));
  const changed = draws.below(3) === 0 ? payload : mutateValue(payload, draws, TELLING_VALUES);
  const signers = pick([['a1'], ['b2'], ['a1', 'b2'], ['a1', 'a1'], ['c3', 'a1'], []], draws).map(draftSigner);
  return { ...folder, [SIGNATURE_FILE]: draftEnvelope(Buffer.from(JSON.stringify(changed)), signers) };
}

/** In the one way of section 3.1, mostly, with all digests made good again. */
function rewritten(
  folder: RecipeFolder,
  { path, value }: { readonly path: string; readonly value: unknown },
  draws: SeededDraws,
): RecipeFolder {
  const text = draws.below(12) === 0 ? JSON.stringify(value) : `${JSON.stringify(value, null, 2)}\n`;
  const changed = withEntry(folder, path, new Uint8Array(Buffer.from(text)), { isDigestKept: draws.below(4) === 0 });
  const isSigned = changed[SIGNATURE_FILE] !== undefined && draws.below(2) === 0;
  if (!isSigned || !(changed[INDEX] instanceof Uint8Array)) return changed;
  return { ...changed, [SIGNATURE_FILE]: draftEnvelope(draftPayload(changed[INDEX]), [draftSigner('a1')]) };
}

function readDocument(folder: RecipeFolder, path: string): unknown {
  const text = readText(folder, path);
  return text === undefined ? undefined : parse(text);
}

function readText(folder: RecipeFolder, path: string): string | undefined {
  const entry = folder[path];
  return entry instanceof Uint8Array ? Buffer.from(entry).toString('utf8') : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
