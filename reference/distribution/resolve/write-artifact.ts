import { publishFile } from '../../archive/publish.ts';
import { readPieces } from '../../archive/read-pieces.ts';
import { digestFile } from '../../archive/source-digest.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { ReadFile } from '../verify/artifact-facts.ts';
import type { RepositoryReader } from './repository-reader.ts';

/**
 * Writes a file that was verified to a path of its own, as a whole or not at all: what is written has the digest that was
 * verified. Throws ContractsError `source-changed` where the file is another one now, `usage` where the path cannot be
 * replaced, and `io`.
 */
export async function writeArtifact(
  reader: RepositoryReader,
  { path, size, sha256 }: ReadFile,
  target: string,
): Promise<void> {
  const changed = new ContractsError('source-changed', `the file changed after it was verified: ${path}`);
  const opened = await reader.open(path, size);
  if (opened.kind !== 'file') throw changed;
  try {
    const { source } = opened;
    if (source.size !== size) throw changed;
    const isWritten = await publishFile({
      target,
      write: (write) => readPieces(source, write),
      verify: (stage) => digestFile(stage) === sha256,
    });
    if (!isWritten) throw changed;
  } finally {
    opened.close();
  }
}
