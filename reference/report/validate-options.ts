import type { RuleSelection } from './rule-selection.ts';

/** Options of every contract's `validate`. */
export interface ValidateOptions {
  readonly selection: RuleSelection;
  /** Whether the observation is wanted: digests of all members and documents cost a pass over the bytes. */
  readonly observe: boolean;
}
