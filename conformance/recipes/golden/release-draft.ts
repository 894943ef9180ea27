import { toDocument } from '../distribution/artifact-draft.ts';
import { placeIn } from '../distribution/document-places.ts';
import type { ExpectedLocation, FolderEntry, RecipeFolder } from '../recipe.ts';
import { goldenFolder, goldenOptions } from './golden-files.ts';

/** What a producer is given and told. */
export interface ReleaseDraft {
  readonly input: RecipeFolder;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A JSON object that may be changed. */
export type MutableMembers = Record<string, unknown>;

export const CONFIGURATION = 'scripts/release-orchestrator.config.json';
export const CONTRACT = 'docs/distribution-contract.json';
export const INDEX = 'dist/index.json';
const BELOW = 'repository/';

/** What a golden gives a producer. */
export function releaseOf(golden: string): ReleaseDraft {
  return { input: goldenFolder('distribution', `${golden}/input`), options: goldenOptions('distribution', golden) };
}

/** The same, told otherwise; `undefined` takes an option away. */
export function toldOtherwise(draft: ReleaseDraft, changes: Readonly<Record<string, unknown>>): ReleaseDraft {
  const options = Object.entries({ ...draft.options, ...changes }).filter(([, value]) => value !== undefined);
  return { ...draft, options: Object.fromEntries(options) };
}

/** The same with other entries; `undefined` takes one away. */
export function givenOtherwise(
  draft: ReleaseDraft,
  changes: Readonly<Record<string, FolderEntry | undefined>>,
): ReleaseDraft {
  const entries = Object.entries({ ...draft.input, ...changes }).flatMap(([path, entry]) =>
    entry === undefined ? [] : [[path, entry] as const],
  );
  return { ...draft, input: Object.fromEntries(entries) };
}

/** The same with other text in a file of the repository. */
export function textOtherwise(draft: ReleaseDraft, path: string, change: (text: string) => string): ReleaseDraft {
  const before = new TextDecoder().decode(bytesIn(draft, path));
  const after = change(before);
  if (after === before) throw new Error(`nothing is changed in ${path}`);
  return givenOtherwise(draft, { [`${BELOW}${path}`]: new TextEncoder().encode(after) });
}

/** The same with a document of the repository changed, in the form of producers. */
export function documentOtherwise(
  draft: ReleaseDraft,
  path: string,
  change: (value: MutableMembers) => void,
): ReleaseDraft {
  const value: MutableMembers = JSON.parse(new TextDecoder().decode(bytesIn(draft, path)));
  change(value);
  return givenOtherwise(draft, { [`${BELOW}${path}`]: toDocument(value) });
}

/** A place in a document of the repository: that of a value, or of the name of a member. */
export function placeOf(
  draft: ReleaseDraft,
  member: string,
  pointer: string,
  of: 'value' | 'name' = 'value',
): ExpectedLocation {
  return { member, ...placeIn(bytesIn(draft, member), pointer, of) };
}

/** The repository as it is given: what a producer leaves that refuses. */
export function repositoryOf({ input }: ReleaseDraft): RecipeFolder {
  return Object.fromEntries(
    Object.entries(input).flatMap(([path, entry]) =>
      path.startsWith(BELOW) ? [[path.slice(BELOW.length), entry] as const] : [],
    ),
  );
}

function bytesIn({ input }: ReleaseDraft, path: string): Uint8Array {
  const entry = input[`${BELOW}${path}`];
  if (!(entry instanceof Uint8Array)) throw new Error(`there is no file ${path}`);
  return entry;
}
