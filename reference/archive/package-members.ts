/** A member of a package, whatever holds it: an archive or a folder. */
export interface PackageMember {
  /** `/`-separated, relative, NFC or not as it stands. Directories without the trailing slash. */
  readonly path: string;
  readonly type: 'file' | 'directory';
  /** Uncompressed bytes; 0 for a directory. */
  readonly size: number;
}

/** Receives a member's bytes as they are verified. A chunk is valid only during the call: its buffer is reused. */
export type ChunkSink = (chunk: Uint8Array) => void;

/** Chooses, before a member is read, whether its bytes are wanted (undefined: verify only). */
export type MemberTap = (member: PackageMember) => ChunkSink | undefined;
