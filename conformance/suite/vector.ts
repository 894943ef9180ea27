/**
 * A vector as `vectors/<contract>/<id>/vector.json` holds it (`contracts/interfaces/v1`, vector).
 *
 * An input is one file, or a folder. A folder's files stand beside the vector under neutral names, since neither git
 * nor npm carries every name, empty folders and links: `entries` says which file goes to which path.
 */
export type Vector = VerdictVector | GoldenVector | ResolveVector | LimitVector | RelationVector;

interface VectorBase {
  readonly id: string;
  readonly rev: number;
  readonly contract: string;
  readonly profile: 'core' | 'hardened';
  readonly cites: readonly string[];
  readonly why: string;
}

/** An input that is accepted or rejected. */
export interface VerdictVector extends VectorBase {
  readonly kind: 'accept' | 'reject';
  readonly role: 'consumer';
  readonly input: VectorInput;
  /** Those of the request `validate`; absent where there are none. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly expect: VectorExpectation;
  /** Of a rejected vector: the accepted one that it is one edit away from, and that edit. */
  readonly twin?: VerdictTwin;
}

/** What a producer is given, and the exact bytes that it makes of it, or why it refuses. */
export interface GoldenVector extends VectorBase {
  readonly kind: 'golden';
  readonly role: 'producer';
  readonly input: FolderInput;
  /** Those of the request `produce`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly expect: GoldenExpectation;
}

export type GoldenExpectation =
  | {
      readonly produced: true;
      readonly output: VectorInput;
      /** Rules of level SHOULD that are broken; absent where that is not compared. */
      readonly warnings?: readonly string[];
    }
  | {
      readonly produced: false;
      readonly primary: string;
      readonly at: VectorLocation;
      /** Set where nothing may stand at the output then. */
      readonly leavesNothing?: true;
      /** What alone may stand at the output then. */
      readonly output?: VectorInput;
    };

/** What a resolver is given and told, and the one artifact that is meant, or the rule for which there is none. */
export interface ResolveVector extends VectorBase {
  readonly kind: 'resolve';
  readonly role: 'resolver';
  readonly input: FolderInput;
  readonly identity: Identity;
  /** What is taken for the present, in UTC. */
  readonly now: string;
  /** Those of the request `resolve`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly expect: ResolveExpectation;
  /** Of a refusal: the resolution that it is one edit away from, and that edit. */
  readonly twin?: ResolveTwin;
}

/** Part → value; a part may be missing. */
export type Identity = Readonly<Record<string, string>>;

export type ResolveExpectation =
  | { readonly resolved: string; readonly warnings: readonly string[] }
  | { readonly refused: string };

/** An input that is too large to be stored, and what judging it may cost. */
export interface LimitVector extends VectorBase {
  readonly kind: 'limit';
  readonly role: 'consumer';
  readonly input: GeneratedInput;
  readonly budget: Budget;
  readonly expect: LimitExpectation;
}

/** What one answer may take. */
export interface Budget {
  readonly seconds: number;
  readonly mebibytes: number;
}

/** As in an accepted or rejected vector; what is observed would be too long. */
export type LimitExpectation =
  | { readonly valid: true; readonly warnings: readonly string[] }
  | { readonly valid: false; readonly primary: string; readonly at: VectorLocation };

/** What holds for all inputs that follow from this one. */
export interface RelationVector extends VectorBase {
  readonly kind: 'relation';
  readonly role: 'consumer' | 'producer';
  readonly input: VectorInput;
  /** Of a producer: those of the request `produce`. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly relation: Relation;
  /** What every input that is derived must come to. */
  readonly expect: { readonly valid: boolean } | { readonly produced: true };
}

/**
 * How inputs follow from the one that is given. `truncation`: its first bytes; `flip`: one bit of the bytes in `ranges` is
 * another; `respelling`: the same JSON value in other words. Of a producer: `same-bytes` under other circumstances, and
 * `valid-product`.
 */
export type Relation =
  | { readonly name: 'truncation' | 'respelling'; readonly seed: string; readonly count: number }
  | {
      readonly name: 'flip';
      readonly seed: string;
      readonly count: number;
      readonly ranges: readonly { readonly offset: number; readonly length: number }[];
    }
  | { readonly name: 'same-bytes'; readonly under: readonly Circumstance[] }
  /** `path` says what in the output is to be judged, where that is not the whole. */
  | { readonly name: 'valid-product'; readonly path?: string };

/** What may not show in a product. */
export type Circumstance = 'again' | 'zone' | 'locale' | 'umask' | 'place' | 'order' | 'time';

/** A file that is made when it is needed. */
export interface GeneratedInput {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Absent where it is of 64 MiB and more. */
  readonly sha256?: string;
  readonly segments: readonly Segment[];
}

/** Bytes one after another; what is repeated may hold a counter, whose value is `start + step * index`. */
export type Segment = PlainSegment | { readonly repeat: number; readonly segments: readonly RepeatedSegment[] };

export type PlainSegment = { readonly text: string } | { readonly hex: string } | { readonly zeros: number };

export type RepeatedSegment = PlainSegment | { readonly little: Counter } | { readonly decimal: Counter };

/** `width` bytes, little-endian; or `width` decimal digits with leading zeros. */
export interface Counter {
  readonly start: number;
  readonly step: number;
  readonly width: number;
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

/** The edit from an accepted vector to a rejected one; beside that of the input, in the options. */
export interface VerdictTwin extends VectorTwin {
  readonly options?: Readonly<Record<string, Replacement>>;
}

/** The edit from a resolution to a refusal; beside that of the input, in what each of the two is told. */
export interface ResolveTwin extends VerdictTwin {
  readonly identity?: Readonly<Record<string, Replacement>>;
  readonly now?: Replacement;
}

/** What stands in the twin, and what in its place here; absent where one of the two lacks it. */
export interface Replacement {
  readonly delete?: unknown;
  readonly insert?: unknown;
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
