/** The executable, and the modules that its chunks are made of. */
export interface BundledProgram {
  /** Text of the executable: the same sources give the same bytes. */
  readonly program: string;
  /** Paths of the modules of each chunk. */
  readonly chunks: Readonly<Record<string, readonly string[]>>;
  /** The chunks that every start needs. */
  readonly start: readonly string[];
}

export function bundleProgram(root: string): Promise<BundledProgram>;
