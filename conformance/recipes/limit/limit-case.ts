import type { Budget, Segment } from '../../suite/vector.ts';
import type { LimitRecipe } from '../case-recipe.ts';
import type { ExpectedLocation } from '../recipe.ts';
import { profileOfAccepted, profileOfRejected } from '../rule-profile.ts';

interface LimitCase {
  readonly name: string;
  readonly why: string;
  readonly segments: readonly Segment[];
  readonly budget?: Budget;
}

interface AcceptedLimit extends LimitCase {
  readonly cites: readonly string[];
  readonly warnings?: readonly string[];
}

interface RejectedLimit extends LimitCase {
  readonly rule: string;
  readonly at?: ExpectedLocation;
}

/** Makes the recipes of one contract; each may take the budget that is given, unless it has its own. */
export function limitCase(
  contract: string,
  usual: Budget,
): {
  readonly accepted: (given: AcceptedLimit) => LimitRecipe;
  readonly rejected: (given: RejectedLimit) => LimitRecipe;
} {
  const common = { kind: 'limit', contract, role: 'consumer' } as const;
  return {
    accepted: ({ name, why, segments, budget = usual, cites, warnings = [] }) => {
      const profile = profileOfAccepted(cites, warnings);
      return { ...common, profile, name, why, segments, budget, cites, expect: { valid: true, warnings } };
    },
    rejected: ({ name, why, segments, budget = usual, rule, at = {} }) => {
      const expect = { valid: false, primary: rule, at } as const;
      return { ...common, profile: profileOfRejected(rule), name, why, segments, budget, cites: [rule], expect };
    },
  };
}
