import { closeSync, writeSync } from 'node:fs';
import { descriptorSource, type FileSource } from '../../archive/byte-source.ts';
import { openNamelessFile } from '../../archive/nameless-file.ts';
import { LIMITS } from '../../generated/limits.ts';
import { usageError } from '../usage-error.ts';

export interface SpoolOptions {
  /** The most bytes that are taken. */
  readonly most?: number;
  /** Folder below which the file is made; that of the system for temporary files where absent. */
  readonly below?: string;
}

/**
 * Writes standard input to a private temporary file, chunk by chunk, and gives it to be read. The file loses its name
 * before anything is written, so that nothing is left behind however the program ends. Throws ContractsError `usage`
 * beyond `most` bytes.
 */
export async function spoolStdin(
  stdin: AsyncIterable<Uint8Array>,
  { most = LIMITS['archive.total'].value, below }: SpoolOptions = {},
): Promise<FileSource> {
  const descriptor = openNamelessFile(below);
  let total = 0;
  try {
    for await (const chunk of stdin) {
      total += chunk.length;
      if (total > most) throw usageError(`standard input is larger than ${most} bytes`);
      for (let written = 0; written < chunk.length; ) written += writeSync(descriptor, chunk, written);
    }
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return descriptorSource(descriptor, total, 'standard input');
}
