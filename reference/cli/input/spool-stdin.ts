import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileSource, openFileSource } from '../../archive/byte-source.ts';
import { LIMITS } from '../../generated/limits.ts';
import { usageError } from '../usage-error.ts';

export interface SpoolOptions {
  /** The most bytes that are taken. */
  readonly most?: number;
  /** Folder in which the private folder is made. */
  readonly below?: string;
}

/**
 * Writes standard input to a private temporary file, chunk by chunk, and opens it. The file loses its name at once,
 * so that nothing is left behind however the program ends. Throws ContractsError `usage` beyond `most` bytes.
 */
export async function spoolStdin(
  stdin: AsyncIterable<Uint8Array>,
  { most = LIMITS['archive.total'].value, below = tmpdir() }: SpoolOptions = {},
): Promise<FileSource> {
  const folder = mkdtempSync(join(below, 'package-contracts-'));
  try {
    const path = join(folder, 'stdin');
    const descriptor = openSync(path, 'wx', 0o600);
    try {
      let total = 0;
      for await (const chunk of stdin) {
        total += chunk.length;
        if (total > most) throw usageError(`standard input is larger than ${most} bytes`);
        for (let written = 0; written < chunk.length; ) written += writeSync(descriptor, chunk, written);
      }
    } finally {
      closeSync(descriptor);
    }
    return openFileSource(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
