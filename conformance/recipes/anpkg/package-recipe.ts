import type { AcceptRecipe, ExpectedLocation, RecipeBase, RejectRecipe } from '../recipe.ts';
import { profileOfAccepted, profileOfRejected } from '../rule-profile.ts';
import { type PackageDraft, packageArchive, packageFolder, packageObservation } from './package-draft.ts';

interface PackageCase extends Pick<RecipeBase, 'name' | 'cites' | 'why'> {
  readonly draft: PackageDraft;
  /** Follows from the rules where nothing is said; to be typed where the same input stands for both, or for core only. */
  readonly profile?: RecipeBase['profile'];
  /** As a folder on disk instead of an archive. */
  readonly folder?: true;
}

export interface AcceptCase extends PackageCase {
  readonly warnings?: readonly string[];
}

export interface RejectCase extends PackageCase {
  readonly primary?: string;
  readonly at: ExpectedLocation;
  readonly twin: string;
}

/** A package that is valid. */
export function accept(given: AcceptCase): AcceptRecipe {
  const { warnings = [], draft, cites, profile = profileOfAccepted(cites, warnings) } = given;
  return {
    ...base(given),
    profile,
    kind: 'accept',
    expect: { valid: true, warnings, observation: packageObservation(draft) },
  };
}

/** A package that is not; the primary rule is the first that is cited unless another is named. */
export function reject(given: RejectCase): RejectRecipe {
  const { at, twin, cites, primary = cites[0] ?? '' } = given;
  const { profile = profileOfRejected(primary) } = given;
  return { ...base(given), profile, kind: 'reject', expect: { valid: false, primary, at }, twin };
}

function base({ name, cites, why, draft, folder }: PackageCase): Omit<RecipeBase, 'profile'> {
  const input = folder === true ? packageFolder(draft) : packageArchive(draft);
  return { name, contract: 'anpkg@1', role: 'consumer', input, cites, why };
}
