import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

export interface FileChange {
  readonly path: string;
  readonly change: 'write' | 'remove';
}

/** What must change below the folder so that exactly these files stand there. */
export function findChanges(
  root: string,
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): readonly FileChange[] {
  const present = filesBelow(root, folder);
  const changes: FileChange[] = [];
  for (const [path, bytes] of files) {
    const target = join(root, path);
    if (!existsSync(target) || !readFileSync(target).equals(bytes)) changes.push({ path, change: 'write' });
  }
  for (const path of present) {
    if (!files.has(path)) changes.push({ path, change: 'remove' });
  }
  return changes;
}

/** Makes the changes; folders that end up empty go. */
export function makeChanges(
  root: string,
  changes: readonly FileChange[],
  files: ReadonlyMap<string, Uint8Array>,
): void {
  for (const { path, change } of changes) {
    if (change === 'write') continue;
    rmSync(join(root, path));
    removeEmptyFolders(root, dirname(path));
  }
  for (const { path, change } of changes) {
    const bytes = files.get(path);
    if (change === 'remove' || bytes === undefined) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
}

function removeEmptyFolders(root: string, folder: string): void {
  if (folder === '.' || readdirSync(join(root, folder)).length > 0) return;
  rmSync(join(root, folder), { recursive: true });
  removeEmptyFolders(root, dirname(folder));
}

function filesBelow(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
