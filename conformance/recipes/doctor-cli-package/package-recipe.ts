import { type DocumentText, toCanonicalText } from '../document-text.ts';
import type { AcceptRecipe, ExpectedLocation, RecipeBase, RejectRecipe } from '../recipe.ts';
import { profileOfAccepted, profileOfRejected } from '../rule-profile.ts';
import { type PackageDraft, packageFolder, packageObservation } from './package-draft.ts';

/** The id of a rule of this contract. */
export const rule = (name: string): string => `doctor-cli-package/${name}`;

interface Case extends Pick<RecipeBase, 'name' | 'cites' | 'why'> {
  /** Follows from the rules where nothing is said. */
  readonly profile?: RecipeBase['profile'];
}

interface Accepted {
  readonly warnings?: readonly string[];
}

interface Rejected {
  /** The rule that is cited first where nothing else is said. */
  readonly primary?: string;
  readonly at: ExpectedLocation;
  readonly twin: string;
}

/** A package that is valid. */
export function accept(given: Case & Accepted & { readonly draft: PackageDraft }): AcceptRecipe {
  const { draft, warnings = [] } = given;
  const expect = { valid: true, warnings, observation: packageObservation(draft) } as const;
  return { ...base(given), kind: 'accept', input: packageFolder(draft), expect };
}

/** A package that is not. */
export function reject(given: Case & Rejected & { readonly draft: PackageDraft }): RejectRecipe {
  return { ...base(given), kind: 'reject', input: packageFolder(given.draft), ...rejection(given) };
}

/** One document on its own that is valid. */
export function acceptDocument(given: Case & Accepted & { readonly value: unknown }): AcceptRecipe {
  const { value, warnings = [] } = given;
  const observation = { members: [], documents: { '': value }, references: [] };
  return { ...base(given), kind: 'accept', input: bytesOf(value), expect: { valid: true, warnings, observation } };
}

/** One document on its own that is not: a value, or a text of which no value can be made. */
export function rejectDocument(
  given: Case & Rejected & { readonly value: unknown; readonly text?: string },
): RejectRecipe {
  const { value, text } = given;
  const input = text === undefined ? bytesOf(value) : new TextEncoder().encode(text);
  return { ...base(given), kind: 'reject', input, ...rejection(given) };
}

/** The place of a value of a document on its own. */
export function placeOf(value: unknown, pointer: string): ExpectedLocation {
  const place = toText(value).places.get(pointer);
  if (place === undefined) throw new Error(`nothing at ${pointer}`);
  return { pointer, ...place };
}

function base(given: Case & Accepted & Partial<Rejected>) {
  const { name, cites, why, warnings = [], at, primary = cites[0] ?? '' } = given;
  const { profile = at === undefined ? profileOfAccepted(cites, warnings) : profileOfRejected(primary) } = given;
  return { name, contract: 'doctor-cli-package@1', role: 'consumer', profile, cites, why } as const;
}

function rejection({ at, twin, cites, primary = cites[0] ?? '' }: Case & Rejected) {
  return { expect: { valid: false, primary, at }, twin } as const;
}

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(toText(value).text);
}

function toText(value: unknown): DocumentText {
  return toCanonicalText(value);
}
