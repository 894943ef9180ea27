import type { Finding } from './finding.ts';
import type { Observation, ObservedMember } from './observation.ts';

/** What a contract's validator says of one artifact. Valid exactly when no finding is of a MUST rule. */
export interface Judgement {
  /** In report order; the first error is the primary finding. */
  readonly findings: readonly Finding[];
  /** Findings that were counted and not kept (more than 1,000 of one rule). */
  readonly dropped: number;
  /** What was understood; absent where an error stopped the reading. */
  readonly observation?: Observation;
  /** The members of the observation, each made when it is walked to; present where there may be very many. */
  readonly listing?: Iterable<ObservedMember>;
  /** Values that a secret rule named. Only the masker may look at them; they never reach an output. */
  readonly secrets: readonly string[];
}
