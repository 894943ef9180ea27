import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes whatever stands at a path, folders too that nobody may write to, such as those of Go's module cache: what is in
 * them, root alone removes as it is.
 */
export function removeTree(path: string): void {
  try {
    remove(path);
  } catch {
    letWrite(path);
    remove(path);
  }
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

function letWrite(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  chmodSync(path, 0o700);
  for (const name of readdirSync(path)) letWrite(join(path, name));
}
