import { statSync } from 'node:fs';
import type { Artifact } from '../../../reference/archive/artifact.ts';
import { openFileSource } from '../../../reference/archive/byte-source.ts';

/** Opens a file or folder for as long as the task takes. Its name says nothing: inputs have neutral ones. */
export async function withOpenArtifact<T>(path: string, task: (artifact: Artifact) => T | Promise<T>): Promise<T> {
  if (statSync(path).isDirectory()) return task({ kind: 'folder', name: 'input', path });
  const source = openFileSource(path);
  try {
    return await task({ kind: 'bytes', name: 'input', source });
  } finally {
    source.close();
  }
}
