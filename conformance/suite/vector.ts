/**
 * A vector as `vectors/<contract>/<id>/vector.json` holds it (`contracts/interfaces/v1`, vector).
 *
 * The input is one file, or a folder. A folder's files stand beside the vector under neutral names, since neither git
 * nor npm carries every name, empty folders and links: `entries` says which file goes to which path.
 */
export interface Vector {
  readonly id: string;
  readonly rev: number;
  readonly contract: string;
  readonly kind: 'accept' | 'reject';
  readonly role: 'consumer';
  readonly profile: 'core' | 'hardened';
  readonly input: VectorInput;
  readonly cites: readonly string[];
  readonly why: string;
  readonly expect: VectorExpectation;
  /** Of a rejected vector: the accepted one that it is one edit away from, and that edit. */
  readonly twin?: VectorTwin;
}

export type VectorInput = FileInput | FolderInput;

export interface FileInput {
  readonly path: string;
  readonly sha256: string;
}

/** `sha256` is that of the RFC 8785 form of `entries` without their `content`, sorted by the code points of `path`. */
export interface FolderInput {
  readonly path: string;
  readonly type: 'folder';
  readonly sha256: string;
  readonly entries: readonly VectorFolderEntry[];
}

export type VectorFolderEntry =
  | {
      readonly path: string;
      readonly type: 'file';
      readonly sha256: string;
      readonly content: string;
      /** Set where the file's owner may execute it; the copy beside the vector does not say so. */
      readonly executable?: true;
    }
  | { readonly path: string; readonly type: 'directory' }
  | { readonly path: string; readonly type: 'link'; readonly target: string };

export interface VectorLocation {
  readonly member?: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
  readonly offset?: number;
}

export interface VectorObservation {
  readonly members: readonly {
    readonly path: string;
    readonly type: 'file' | 'directory';
    readonly size: number;
    readonly sha256?: string;
  }[];
  /** Path (empty for an artifact that is a document) → SHA-256 of the RFC 8785 form of its value. */
  readonly documents: Readonly<Record<string, string>>;
  readonly references: readonly {
    readonly from: { readonly member: string; readonly pointer: string };
    readonly to: string;
  }[];
}

export type VectorExpectation =
  | { readonly valid: true; readonly warnings: readonly string[]; readonly observation: VectorObservation }
  | {
      readonly valid: false;
      readonly primary: string;
      readonly at: VectorLocation;
      readonly details?: { readonly keyword: string; readonly schemaPointer: string };
    };

/**
 * The edit from the twin's input to this one's. For folders each splice says in which file (`path`); entries that only
 * one of the two has are `added` (path → that entry's content as hex, or what it is) and `removed`; so is a file that only
 * one of the two lets execute.
 */
export interface VectorTwin {
  readonly id: string;
  readonly splices: readonly Splice[];
  readonly added?: readonly AddedEntry[];
  readonly removed?: readonly string[];
}

export type AddedEntry =
  | { readonly path: string; readonly type: 'file'; readonly hex: string; readonly executable?: true }
  | { readonly path: string; readonly type: 'directory' }
  | { readonly path: string; readonly type: 'link'; readonly target: string };

/** At `offset` of the twin's bytes, `delete` stands and gives way to `insert`; both in hex. Ascending, not touching. */
export interface Splice {
  readonly path?: string;
  readonly offset: number;
  readonly delete: string;
  readonly insert: string;
}
