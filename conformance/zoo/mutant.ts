/**
 * What became of a deliberately faulty implementation. `killed`: a vector's outcome is no longer `pass`, and it was
 * told by an answer. `survived`: every vector still passes. `unreached`: no vector comes near the fault. `broken`: the
 * mutant says nothing about the vectors, because it was not applied, does not start, crashes or does not end.
 */
export type MutantStatus = 'killed' | 'survived' | 'unreached' | 'broken';

export interface MutantResult {
  readonly id: string;
  readonly status: MutantStatus;
  /** A vector or golden that told, and its outcome: `<id>@<rev> <outcome>`. */
  readonly by?: string;
  /** Why it is broken. */
  readonly problem?: string;
}
