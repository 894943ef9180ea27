import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { compareCodePoints } from '../../conformance/recipes/code-point-order.ts';
import type {
  ExpectedObservation,
  FolderEntry,
  Recipe,
  RecipeFolder,
  RecipeInput,
} from '../../conformance/recipes/recipe.ts';
import { applySplices } from '../../conformance/suite/apply-splices.ts';
import type {
  AddedEntry,
  Splice,
  VectorExpectation,
  VectorFolderEntry,
  VectorInput,
  VectorObservation,
  VectorTwin,
} from '../../conformance/suite/vector.ts';
import { byteDifference } from './byte-difference.ts';

/** Files beside `vector.json`, by path below the vector's folder. */
export type InputFiles = ReadonlyMap<string, Uint8Array>;

/** An input as a vector states it, and the files that hold it; a product likewise. */
export function toVectorInput(
  input: RecipeInput,
  path: 'input' | 'output' = 'input',
): { readonly input: VectorInput; readonly files: InputFiles } {
  if (input instanceof Uint8Array) {
    return { input: { path, sha256: sha256(input) }, files: new Map([[path, input]]) };
  }
  const files = new Map<string, Uint8Array>();
  const entries = Object.keys(input)
    .sort(compareCodePoints)
    .map((name): VectorFolderEntry => {
      const entry = input[name];
      if (entry === null || entry === undefined) return { path: name, type: 'directory' };
      if ('link' in entry) return { path: name, type: 'link', target: entry.link };
      const content = `${path}/${files.size}`;
      const bytes = bytesOf(entry);
      files.set(content, bytes);
      return {
        path: name,
        type: 'file',
        sha256: sha256(bytes),
        content,
        ...('program' in entry && { executable: true }),
      };
    });
  return { input: { path, type: 'folder', sha256: folderDigest(entries), entries }, files };
}

/** SHA-256 of the RFC 8785 form of the entries without the names under which their content stands. */
function folderDigest(entries: readonly VectorFolderEntry[]): string {
  const listing = entries.map((entry) => {
    if (entry.type !== 'file') return entry;
    const { content: _, ...stated } = entry;
    return stated;
  });
  return sha256(toCanonical(listing));
}

/** What the vector expects: the values of the documents give way to the digests of their canonical forms. */
export function toVectorExpectation({ expect }: Recipe): VectorExpectation {
  if (!expect.valid) return expect;
  return { ...expect, observation: toVectorObservation(expect.observation) };
}

function toVectorObservation({ members, documents, references }: ExpectedObservation): VectorObservation {
  const digests = Object.entries(documents).map(([path, value]) => [path, sha256(toCanonical(value))]);
  return { members, documents: Object.fromEntries(digests), references };
}

/** The edit from the twin's input to the vector's own; checked by applying it. */
export function toVectorTwin(id: string, twin: RecipeInput, own: RecipeInput): VectorTwin {
  if (twin instanceof Uint8Array && own instanceof Uint8Array) return { id, splices: checkedDifference(twin, own) };
  if (twin instanceof Uint8Array || own instanceof Uint8Array) throw new Error('a file cannot be the twin of a folder');
  return { id, ...folderDifference(twin, own) };
}

function folderDifference(twin: RecipeFolder, own: RecipeFolder): Omit<VectorTwin, 'id'> {
  const splices: Splice[] = [];
  const added: AddedEntry[] = [];
  const removed: string[] = [];
  for (const path of [...new Set([...Object.keys(twin), ...Object.keys(own)])].sort(compareCodePoints)) {
    const before = twin[path];
    const after = own[path];
    if (isFile(before) && isFile(after) && 'program' in before === 'program' in after) {
      splices.push(...checkedDifference(bytesOf(before), bytesOf(after)).map((splice) => ({ path, ...splice })));
      continue;
    }
    if (before !== undefined) removed.push(path);
    if (after !== undefined) added.push(toAdded(path, after));
  }
  return { splices, ...(added.length > 0 && { added }), ...(removed.length > 0 && { removed }) };
}

function toAdded(path: string, entry: FolderEntry): AddedEntry {
  if (entry === null) return { path, type: 'directory' };
  if ('link' in entry) return { path, type: 'link', target: entry.link };
  const hex = Buffer.from(bytesOf(entry)).toString('hex');
  return { path, type: 'file', hex, ...('program' in entry && { executable: true }) };
}

type FileEntry = Extract<FolderEntry, Uint8Array | { readonly program: Uint8Array }>;

function isFile(entry: FolderEntry | undefined): entry is FileEntry {
  return entry !== undefined && entry !== null && !('link' in entry);
}

function bytesOf(entry: FileEntry): Uint8Array {
  return 'program' in entry ? entry.program : entry;
}

function checkedDifference(twin: Uint8Array, own: Uint8Array): readonly Splice[] {
  const splices = byteDifference(twin, own);
  if (!Buffer.from(own).equals(applySplices(twin, splices))) throw new Error('the splices do not lead to the input');
  return splices;
}

/** RFC 8785 form, by the `canonicalize` package. */
export function toCanonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a value that JSON cannot hold');
  return text;
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
