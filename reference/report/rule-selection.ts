import { catalogue, type RuleId } from '../generated/catalogue.ts';

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
  const entry = catalogue[rule];
  if (entry.status === 'retired' || selection.without.has(rule)) return false;
  return selection.profile === 'hardened' || entry.origin !== 'ours' || entry.limit !== undefined;
}
