import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Path from the project's root → text. */
export type GeneratedFiles = Readonly<Record<string, string>>;

export interface GeneratedChange {
  readonly path: string;
  readonly change: 'wrote' | 'removed';
}

/**
 * Makes the generated folders hold exactly `files`: writes what differs and removes what is not among them. With
 * `check` nothing is touched. Gives what was, or would be, changed.
 */
export function writeGenerated(options: {
  readonly root: string;
  readonly files: GeneratedFiles;
  /** Folders whose every file is generated. */
  readonly folders: readonly string[];
  readonly check: boolean;
}): readonly GeneratedChange[] {
  const { root, files, check } = options;
  const changes: GeneratedChange[] = [];
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, path);
    if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
    changes.push({ path, change: 'wrote' });
    if (check) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  for (const path of options.folders.flatMap((folder) => filesBelow(root, folder))) {
    if (Object.hasOwn(files, path)) continue;
    changes.push({ path, change: 'removed' });
    if (!check) rmSync(join(root, path));
  }
  return changes;
}

function filesBelow(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
