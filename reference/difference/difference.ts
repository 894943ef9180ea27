/** One way in which two artifacts differ. Values are printable text that has passed the masker. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Member of the archive or folder, or id of an asset in a pack; absent for the artifact itself. */
  readonly member?: string;
  /** What an asset of a pack is called: in the second pack, or in the one that has it. */
  readonly name?: string;
  /** What became of an asset of a pack, such as `renamed`, `moved` or `re-encoded`. */
  readonly change?: string;
  /** JSON pointer of the field, for a document. */
  readonly pointer?: string;
  /** Offset of the first differing byte, in the member or, without one, in the artifact. */
  readonly offset?: number;
  readonly before?: string;
  readonly after?: string;
}

/** What is read of an artifact to compare it. */
export interface Comparable {
  readonly path: string;
  readonly size?: number;
  readonly sha256?: string;
  /** The contract that it was judged as; absent where none was recognised. */
  readonly contract?: string;
  /** Rule of the first error: what has one may be compared by its bytes alone. */
  readonly primary?: string;
}

export const DIFFERENCE_FORMAT = 'package-contracts-difference/1';

/** What `diff --format json` prints (`contracts/interfaces/v1/schemas/difference.schema.json`). */
export interface DifferenceReport {
  readonly format: typeof DIFFERENCE_FORMAT;
  readonly tool: { readonly name: string; readonly version: string };
  readonly equal: boolean;
  readonly before: Comparable;
  readonly after: Comparable;
  /** Whether there were more differences than the report holds. */
  readonly truncated: boolean;
  readonly differences: readonly Difference[];
}
