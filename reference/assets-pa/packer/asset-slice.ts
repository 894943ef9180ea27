import type { AssetInput, InputFile } from './asset-input.ts';
import type { IndexedArtifact } from './consolidate-metadata.ts';
import type { AssetDeclaration, DeclaredArtifact } from './declaration.ts';

/** The bytes of an asset in the pack: whose they are, one behind the other. */
export interface AssetSlice {
  readonly files: readonly InputFile[];
  readonly size: number;
  /** Where its artifacts lie; none of a direct asset. */
  readonly artifacts: readonly IndexedArtifact[];
}

/**
 * The bytes that an asset declares: those of its one input, or of its artifacts by ascending index, without anything
 * between them. Undefined where an input is not there, or an artifact is of none.
 */
export function toSlice(declaration: AssetDeclaration, inputs: readonly AssetInput[]): AssetSlice | undefined {
  const { artifacts } = declaration.output;
  if (artifacts !== undefined) return joinArtifacts(artifacts, inputs);
  const [input, ...others] = inputs;
  if (input?.found.state !== 'file' || others.length > 0) return undefined;
  const { file } = input.found;
  return { files: [file], size: file.size, artifacts: [] };
}

function joinArtifacts(declared: readonly DeclaredArtifact[], inputs: readonly AssetInput[]): AssetSlice | undefined {
  const byPath = new Map(inputs.map((input) => [input.path, input]));
  const files: InputFile[] = [];
  const artifacts: IndexedArtifact[] = [];
  let size = 0;
  for (const { id, input: path } of declared.toSorted((a, b) => a.index - b.index)) {
    const input = byPath.get(path);
    if (input?.found.state !== 'file') return undefined;
    const { file } = input.found;
    files.push(file);
    artifacts.push({ role: input.role, id, offset: size, length: file.size });
    size += file.size;
  }
  return { files, size, artifacts };
}
