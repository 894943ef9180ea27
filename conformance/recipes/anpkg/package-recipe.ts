import type { AcceptRecipe, ExpectedLocation, RecipeBase, RejectRecipe } from '../recipe.ts';
import { type PackageDraft, packageArchive, packageFolder, packageObservation } from './package-draft.ts';

interface PackageCase extends Pick<RecipeBase, 'name' | 'cites' | 'why'> {
  readonly draft: PackageDraft;
  /** `hardened` where nothing else is said. */
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
  const { warnings = [], draft } = given;
  return { ...base(given), kind: 'accept', expect: { valid: true, warnings, observation: packageObservation(draft) } };
}

/** A package that is not; the primary rule is the first that is cited unless another is named. */
export function reject(given: RejectCase): RejectRecipe {
  const { at, twin, cites, primary = cites[0] ?? '' } = given;
  return { ...base(given), kind: 'reject', expect: { valid: false, primary, at }, twin };
}

function base({ name, cites, why, draft, profile = 'hardened', folder }: PackageCase): RecipeBase {
  const input = folder === true ? packageFolder(draft) : packageArchive(draft);
  return { name, contract: 'anpkg@1', role: 'consumer', profile, input, cites, why };
}
