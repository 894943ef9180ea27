import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateBytes, generateInput } from './generate-input.ts';
import type { StoredVector } from './read-vectors.ts';
import type { FolderInput, GeneratedInput, VectorInput } from './vector.ts';

/** The bytes of an input that is a file. */
export function readFileInput({ vector, folder }: StoredVector): Uint8Array {
  const { input } = vector;
  if (isGeneratedInput(input)) return generateBytes(input);
  return new Uint8Array(readFileSync(join(folder, input.path)));
}

export function isFolderInput(input: VectorInput | GeneratedInput): input is FolderInput {
  return 'entries' in input;
}

export function isGeneratedInput(input: VectorInput | GeneratedInput): input is GeneratedInput {
  return 'segments' in input;
}

/** Lays the input of a vector out at `target`, which must not exist. */
export function stageInput(stored: StoredVector, target: string): void {
  const { input } = stored.vector;
  if (isFolderInput(input)) stageFolder(stored, input, target);
  else if (isGeneratedInput(input)) generateInput(input, target);
  else {
    copyFileSync(join(stored.folder, input.path), target);
    chmodSync(target, 0o644);
  }
}

/** Makes the folder that the vector describes at `target`, which must not exist. */
export function stageFolder(stored: StoredVector, input: FolderInput, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const entry of input.entries) {
    const path = join(target, entry.path);
    mkdirSync(dirname(path), { recursive: true });
    if (entry.type === 'directory') mkdirSync(path, { recursive: true });
    else if (entry.type === 'link') symlinkSync(entry.target, path);
    else {
      writeFileSync(path, readFileSync(join(stored.folder, entry.content)));
      // Said outright: the mode of a new file depends on the umask.
      chmodSync(path, entry.executable === true ? 0o755 : 0o644);
    }
  }
}
