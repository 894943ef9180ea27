import type { RuleSelection } from './rule-selection.ts';

/** Options of every contract's `validate`. */
export interface ValidateOptions {
  readonly selection: RuleSelection;
}
