import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new file below a folder, to be written and read, that has lost its name: nobody else can open it, and it is gone once
 * it is closed, however the program ends. Throws what the system refuses with.
 */
export function openNamelessFile(below: string = tmpdir()): number {
  const folder = mkdtempSync(join(below, 'package-contracts-'));
  try {
    return openSync(join(folder, 'nameless'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
