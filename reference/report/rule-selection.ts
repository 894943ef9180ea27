import { catalogue, type RuleId } from '../generated/catalogue.ts';
import { RETIRED } from '../generated/retired-rules.ts';

/** `core`: what seeds, published readers and the formats' specifications ask; `hardened` adds our own rules. */
export type Profile = 'core' | 'hardened';

/** Which rules are in force: the profile's, without those that a mutant leaves out. */
export interface RuleSelection {
  readonly profile: Profile;
  /** Rules whose check is left out (the zoo's rule mutants). Empty in normal use. */
  readonly without: ReadonlySet<RuleId>;
}

export const HARDENED: RuleSelection = { profile: 'hardened', without: new Set() };
export const CORE: RuleSelection = { profile: 'core', without: new Set() };

/**
 * Whether the rule is checked under the selection. Retired rules never are; rules of origin `ours` only under
 * `hardened`, but a resource limit (`limit` in the catalogue) holds under every profile.
 */
export function isInForce(rule: RuleId, selection: RuleSelection): boolean {
  if (RETIRED.has(rule) || selection.without.has(rule)) return false;
  // The catalogue is large, and an artifact that breaks no rule is judged without it.
  if (selection.profile === 'hardened') return true;
  const { origin, limit } = catalogue[rule];
  return origin !== 'ours' || limit !== undefined;
}
