/** What a vector is about, for people. */
export interface VectorStory {
  readonly why: string;
  /** The expected verdict in a word or two: `valid`, `resolved`, or the rule that is broken. */
  readonly expects: string;
  /** Of a rejected vector: the accepted one beside it, and the edits between the two. */
  readonly twin?: TwinStory;
}

export interface TwinStory {
  readonly id: string;
  readonly changes: readonly ByteChange[];
  /** In words: entries of a folder that only one of the two has, and what only one of the two is told. */
  readonly entries: readonly string[];
  /** Edits that are not shown. */
  readonly more: number;
}

/** One edit, with some bytes around it, in hexadecimal. */
export interface ByteChange {
  /** The file in a folder; absent where the input is one file. */
  readonly path?: string;
  /** Offset in the twin of the first byte that is taken away. */
  readonly offset: number;
  readonly before: ByteExcerpt;
  readonly after: ByteExcerpt;
}

/** Bytes ahead of an edit, those that differ, and those behind it; `cut` counts differing bytes that are not shown. */
export interface ByteExcerpt {
  readonly lead: string;
  readonly changed: string;
  readonly cut: number;
  readonly trail: string;
}
