import { openFileSource } from '../../archive/byte-source.ts';
import { digestSource } from '../../archive/source-digest.ts';

/** SHA-256 of a file of any size. Throws ContractsError where it cannot be read. */
export function digestFile(path: string): string {
  const source = openFileSource(path);
  try {
    return digestSource(source);
  } finally {
    source.close();
  }
}
