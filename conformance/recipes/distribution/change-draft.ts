import type { AcceptRecipe, ExpectedLocation, RecipeFolder, RejectRecipe } from '../recipe.ts';
import { type Members, toDocument } from './artifact-draft.ts';
import { CONTRACT_FILE, draftIndex, INDEX_FILE, without } from './repository-draft.ts';
import { accepts, rejects, rule } from './repository-recipe.ts';
import { ONE } from './resolve-recipe.ts';
import { CHANGELOG, CHANGELOG_FILE, TEXT, TEXT_FILE, WHOLE_CONTRACT } from './whole-repository.ts';

/** Section 9.2: a repository beside an earlier state of it. Of a state there is only what is compared. */
const BEFORE = 'before';
const LATER = '2026-11-21T00:00:00Z';
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A state with the usual contract, text, changelog, and the one example in its index. */
const STATE: RecipeFolder = {
  [CONTRACT_FILE]: toDocument(WHOLE_CONTRACT),
  [TEXT_FILE]: bytes(TEXT),
  [CHANGELOG_FILE]: bytes(CHANGELOG),
  [INDEX_FILE]: draftIndex([ONE]),
};

/** The contract with other members, and so on: parts of a state. */
export const contractOf = (changes: Members): RecipeFolder => ({
  [CONTRACT_FILE]: toDocument(WHOLE_CONTRACT, changes),
});
export const textOf = (value: string): RecipeFolder => ({ [TEXT_FILE]: bytes(value) });
export const changelogOf = (value: string): RecipeFolder => ({ [CHANGELOG_FILE]: bytes(value) });
export const indexOf = (...artifacts: Parameters<typeof draftIndex>[0]): RecipeFolder => ({
  [INDEX_FILE]: draftIndex(artifacts),
});

/** The changelog with an entry ahead of all. */
export function withEntry(version: string, day: string, ...bullets: readonly string[]): string {
  const lines = [day, ...bullets].map((bullet) => `- ${bullet}`);
  return CHANGELOG.replace('## 1.0.1\n', [`## ${version}`, ...lines, '', '## 1.0.1\n'].join('\n'));
}

/** The text and the changelog, changed as a change of the contract asks for. */
export const MORE_TEXT: RecipeFolder = textOf(`${TEXT}\nMore.\n`);
export const MIGRATED: RecipeFolder = changelogOf(withEntry('1.0.2', '2026-11-20', 'More.', 'Migration: none.'));

/** What the two states have that the usual one has not, and what is told beside them. */
export interface Change {
  readonly before?: RecipeFolder;
  readonly after: RecipeFolder;
  /** What the later state lacks. */
  readonly absent?: readonly string[];
  readonly now?: string | undefined;
}

interface Compared {
  readonly input: RecipeFolder;
  readonly options: Readonly<Record<string, string>>;
}

function compare(change: Change): Compared {
  const now = 'now' in change ? change.now : LATER;
  const earlier = Object.entries({ ...STATE, ...change.before });
  return {
    input: {
      ...without({ ...STATE, ...change.after }, ...(change.absent ?? [])),
      ...Object.fromEntries(earlier.map(([path, entry]) => [`${BEFORE}/${path}`, entry])),
    },
    options: { before: BEFORE, ...(now !== undefined && { now }) },
  };
}

/** A change that is allowed. */
export function allows(
  name: string,
  why: string,
  change: Change,
  { cites = [], warnings = [] }: { readonly cites?: readonly string[]; readonly warnings?: readonly string[] },
): AcceptRecipe {
  const { input, options } = compare(change);
  const accepted = accepts(name, why, input, { cites: cites.map(rule), warnings: warnings.map(rule) });
  const observation = { members: [], documents: {}, references: [] };
  return { ...accepted, options, expect: { ...accepted.expect, observation } };
}

/** One that is not. */
export function forbids(
  name: string,
  why: string,
  twin: string,
  broken: string,
  change: Change,
  at: ExpectedLocation,
): RejectRecipe {
  const { input, options } = compare(change);
  return { ...rejects(name, why, twin, rule(broken), input, at), options };
}
