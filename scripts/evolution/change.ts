/** What a change means to those who hold to the contract. `undecided`: nothing was found that shows it. */
export type ChangeKind = 'additive' | 'breaking' | 'editorial' | 'undecided';

/** One difference between a contract as it was last released and as it stands now. */
export interface Change {
  readonly kind: ChangeKind;
  /** Path from the contract's folder. */
  readonly file: string;
  /** `#/…` into a schema, the id of a rule or limit, or the name of a member. */
  readonly where: string;
  readonly what: string;
  /** What shows it: an instance that one of the two schemas accepts and the other refuses. */
  readonly shown?: { readonly instance: unknown };
}

/** Kinds that stop a release within the major version. */
export function isForbidden({ kind }: Change): boolean {
  return kind === 'breaking' || kind === 'undecided';
}
