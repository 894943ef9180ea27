/**
 * A recipe makes one vector. Recipes never import the reference: bytes are built by the suite's own builders, and
 * what is expected is typed from the contract's text.
 */
export interface RecipeBase {
  /** Kebab-case, unique within its contract. The ledger maps it to the vector's opaque id; never rename it. */
  readonly name: string;
  readonly contract: string;
  readonly role: 'consumer';
  readonly profile: 'core' | 'hardened';
  readonly input: RecipeInput;
  /** Rules that the vector tests. For an accepted vector: rules that it comes close to breaking. */
  readonly cites: readonly string[];
  /** One sentence: what stands in the input, and why that decides the verdict. */
  readonly why: string;
}

/** One file's bytes, or a folder as path → entry. */
export type RecipeInput = Uint8Array | RecipeFolder;

export type RecipeFolder = Readonly<Record<string, FolderEntry>>;

/** A file's bytes, a file that its owner may execute, an empty folder (`null`), or a symbolic link. */
export type FolderEntry = Uint8Array | { readonly program: Uint8Array } | null | { readonly link: string };

export interface ExpectedLocation {
  readonly member?: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
  readonly offset?: number;
}

export interface ExpectedObservation {
  readonly members: readonly {
    readonly path: string;
    readonly type: 'file' | 'directory';
    readonly size: number;
    readonly sha256?: string;
  }[];
  /** Path → the value that the document holds; the builder digests its RFC 8785 form. */
  readonly documents: Readonly<Record<string, unknown>>;
  readonly references: readonly {
    readonly from: { readonly member: string; readonly pointer: string };
    readonly to: string;
  }[];
}

export interface AcceptRecipe extends RecipeBase {
  readonly kind: 'accept';
  /** What is told beside the input; absent where nothing is. */
  readonly options?: Readonly<Record<string, string>>;
  readonly expect: {
    readonly valid: true;
    /** Ids of the SHOULD rules that are broken, each once, in catalogue order. */
    readonly warnings: readonly string[];
    readonly observation: ExpectedObservation;
  };
}

export interface RejectRecipe extends RecipeBase {
  readonly kind: 'reject';
  readonly options?: Readonly<Record<string, string>>;
  readonly expect: {
    readonly valid: false;
    readonly primary: string;
    readonly at: ExpectedLocation;
    /** For a schema rule: the broken constraint. */
    readonly details?: { readonly keyword: string; readonly schemaPointer: string };
  };
  /** Name of the accepted recipe that this one is one edit away from. */
  readonly twin: string;
}

export type Recipe = AcceptRecipe | RejectRecipe;
