/** A member of an archive or folder as a strict reader understood it. */
export interface ObservedMember {
  readonly path: string;
  readonly type: 'file' | 'directory';
  /** Bytes after decompression; 0 for a directory. */
  readonly size: number;
  /** SHA-256 of the content, 64 lower-case hex digits; absent for a directory. */
  readonly sha256?: string;
}

/** A reference from a document to a member, resolved. */
export interface ObservedReference {
  readonly from: { readonly member: string; readonly pointer: string };
  readonly to: string;
}

/**
 * What a reader understood of an artifact. Two readers that both accept must observe the same.
 * `members` are sorted by code point; `references` by (member, pointer); `documents` maps a member's path
 * (the empty string for an artifact that is itself a document) to the SHA-256 of its RFC 8785 form.
 */
export interface Observation {
  readonly members: readonly ObservedMember[];
  readonly documents: Readonly<Record<string, string>>;
  readonly references: readonly ObservedReference[];
}
