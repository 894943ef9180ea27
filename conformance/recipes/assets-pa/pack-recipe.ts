import type { AcceptRecipe, ExpectedLocation, RecipeBase, RejectRecipe } from '../recipe.ts';
import { profileOfAccepted, profileOfRejected } from '../rule-profile.ts';
import { type PackChanges, type PackDraft, packObservation, type WrittenPack, writePack } from './pack-draft.ts';

/** The id of a rule of the contract. */
export const rule = (name: string): string => `assets-pa/${name}`;

interface Case extends Pick<RecipeBase, 'name' | 'cites' | 'why'> {
  readonly draft: PackDraft;
  readonly changes?: PackChanges;
  /** Follows from the rules where nothing is said. */
  readonly profile?: RecipeBase['profile'];
}

interface Accepted extends Case {
  readonly warnings?: readonly string[];
}

interface Rejected extends Case {
  /** The place of the finding, as typed or as it follows from the pack. */
  readonly at: ExpectedLocation | ((pack: WrittenPack) => ExpectedLocation);
  readonly twin: string;
  /** The bytes of the pack, where those of the draft are changed as a whole. */
  readonly bytes?: (bytes: Uint8Array) => Uint8Array;
}

/** A pack that is valid. */
export function accept(given: Accepted): AcceptRecipe {
  const { draft, changes, warnings = [] } = given;
  const pack = writePack(draft, changes);
  const profile = given.profile ?? profileOfAccepted(given.cites, warnings);
  const observation = packObservation(draft, pack.header.value);
  return { ...base(given, profile), kind: 'accept', input: pack.bytes, expect: { valid: true, warnings, observation } };
}

/** A pack that is not; the rule that is cited first is the primary one. */
export function reject(given: Rejected): RejectRecipe {
  const { draft, changes, at, twin, bytes = (whole: Uint8Array) => whole } = given;
  const pack = writePack(draft, changes);
  const [primary = ''] = given.cites;
  const expect = { valid: false, primary, at: typeof at === 'function' ? at(pack) : at } as const;
  const profile = given.profile ?? profileOfRejected(primary);
  return { ...base(given, profile), kind: 'reject', input: bytes(pack.bytes), expect, twin };
}

function base({ name, cites, why }: Case, profile: RecipeBase['profile']) {
  return { name, contract: 'assets-pa@1', role: 'consumer', profile, cites, why } as const;
}
