import { randomUUID } from 'node:crypto';
import { chmodSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes whatever stands at a path: folders too that nobody may write to, such as those of Go's module cache, in which root
 * alone removes as they are; and those in each other so deep that no path leads to them.
 */
export function removeTree(path: string): void {
  try {
    remove(path);
  } catch {
    flatten(path);
    remove(path);
  }
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

/** Lets its owner write to each folder at and below a path, and lifts it to right below the path. */
function flatten(path: string): void {
  if (!isFolder(path)) return;
  chmodSync(path, 0o700);
  const folders = [path];
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      const inner = join(folder, name);
      if (!isFolder(inner)) continue;
      // To be moved, a folder has to be writable itself.
      chmodSync(inner, 0o700);
      const lifted = join(path, randomUUID());
      renameSync(inner, lifted);
      folders.push(lifted);
    }
  }
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
