import { createHash } from 'node:crypto';
import type { FolderEntry, RecipeFolder } from '../recipes/recipe.ts';
import { buildZip } from '../recipes/zip-builder.ts';
import type { SeededDraws } from '../suite/seeded-draws.ts';
import { type Mutator, mutateBytes, pick } from './mutate-bytes.ts';
import { mutatePack } from './mutate-pack.ts';
import { mutateLines, tokenMutator } from './mutate-text.ts';
import { mutateYaml } from './mutate-yaml.ts';
import { mutateZip } from './mutate-zip.ts';
import { readMembers } from './stored-members.ts';
import { JSON_TOKENS } from './token-languages.ts';

/** What is judged: a file's bytes, or a folder. */
export type CaseInput = Uint8Array | RecipeFolder;

const CHECKSUM_LIST = 'meta/checksums.sha256';
const mutateJson: Mutator = tokenMutator(JSON_TOKENS);
const mutateXml: Mutator = tokenMutator({
  token: /<[^>]*>?|[\w.-]+|[\s\S]/g,
  telling: ['token="abc"', '<!-- x -->', 'password=hunter22', 'https://a:b@c.de/', '\0', '\ufeff', '&amp;', '<a/>'],
});

/** By a member's name: what its content is edited as. */
export function mutatorOf(path: string): Mutator {
  if (path.endsWith('.json')) return mutateJson;
  if (/\.ya?ml$/.test(path)) return mutateYaml;
  if (path.endsWith('.xml')) return mutateXml;
  if (path.endsWith('.pa')) return mutatePack;
  return path.endsWith('.sha256') ? mutateLines : mutateBytes;
}

/** One edit of an anpkg: of the archive, or of a member, mostly with all digests made good again. */
export const mutatePackage: Mutator = (bytes, draws) => {
  const members = readMembers(bytes);
  if (members.size === 0 || draws.below(8) === 0) return mutateZip(bytes, draws);
  const changed = new Map(members);
  const path = pick([...members.keys()], draws);
  const content = mutatorOf(path)(members.get(path) ?? new Uint8Array(0), draws);
  switch (draws.below(12)) {
    case 0:
      changed.delete(path);
      break;
    case 1:
      changed.set(pick(NEW_PATHS, draws), members.get(path) ?? new Uint8Array(0));
      break;
    default:
      if (content === undefined) return undefined;
      changed.set(path, content);
  }
  if (path !== CHECKSUM_LIST && draws.below(8) > 0) changed.set(CHECKSUM_LIST, checksumList(changed));
  return buildZip([...changed].map(([name, data]) => ({ name, data }))).bytes;
};

const NEW_PATHS = [
  'providers/other.yaml',
  'providers/Sim0.yaml',
  'runtime/behaviors/other.xml',
  'runtime/other.yaml',
  'meta/other.json',
  'notes.txt',
  'Machine-Profile.yaml',
];

/** One edit of a folder: of one file's content, mostly with its digest made good wherever it stands. */
export function mutateFolder(folder: RecipeFolder, draws: SeededDraws): RecipeFolder | undefined {
  const paths = Object.keys(folder);
  if (paths.length === 0) return undefined;
  const path = pick(paths, draws);
  const entry = folder[path];
  if (entry === undefined || entry === null || 'link' in entry) return undefined;
  const before = 'program' in entry ? entry.program : entry;
  const kind = draws.below(12);
  if (kind === 0) return Object.fromEntries(Object.entries(folder).filter(([name]) => name !== path));
  if (kind === 1) return { ...folder, [path]: 'program' in entry ? before : { program: before } };
  if (kind === 2) return { ...folder, [`${path}x`]: entry };
  const after = mutatorOf(path)(before, draws);
  if (after === undefined) return undefined;
  return withEntry(folder, path, after, { isDigestKept: draws.below(4) === 0 });
}

/** The folder with another content of one file; unless digests are kept, they are made good wherever they stand. */
export function withEntry(
  folder: RecipeFolder,
  path: string,
  content: Uint8Array,
  { isDigestKept }: { readonly isDigestKept: boolean },
): RecipeFolder {
  const entry = folder[path];
  const isProgram = entry !== undefined && entry !== null && 'program' in entry;
  let changed: RecipeFolder = { ...folder, [path]: isProgram ? { program: content } : content };
  const before = contentOf(entry);
  if (isDigestKept || before === undefined) return changed;
  // A file that states a digest is another file then, whose digest may stand somewhere too.
  const renewed: [string, string][] = [[sha256(before), sha256(content)]];
  for (const [old, digest] of renewed.values()) {
    if (old === digest || renewed.length > MOST_RENEWED) continue;
    for (const [name, other] of Object.entries(changed)) {
      const text = other instanceof Uint8Array ? Buffer.from(other).toString('latin1') : '';
      if (!(other instanceof Uint8Array && text.includes(old))) continue;
      const after = new Uint8Array(Buffer.from(text.replaceAll(old, digest), 'latin1'));
      changed = { ...changed, [name]: after };
      renewed.push([sha256(other), sha256(after)]);
    }
  }
  return changed;
}

const MOST_RENEWED = 64;

function contentOf(entry: FolderEntry | undefined): Uint8Array | undefined {
  if (entry instanceof Uint8Array) return entry;
  return entry !== undefined && entry !== null && 'program' in entry ? entry.program : undefined;
}

function checksumList(members: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const lines = [...members]
    .filter(([path]) => path !== CHECKSUM_LIST)
    .map(([path, content]) => ({ path: Buffer.from(path), line: `${sha256(content)}  ${path}\n` }))
    .sort((a, b) => Buffer.compare(a.path, b.path));
  return new Uint8Array(Buffer.from(lines.map(({ line }) => line).join('')));
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
