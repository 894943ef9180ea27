import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every entry below a folder, hidden ones included: its mode, and the content of a file. */
export type FolderTree = ReadonlyMap<string, string>;

export function readTree(folder: string): FolderTree {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    paths.map((path) => {
      const status = lstatSync(join(folder, path));
      const mode = (status.mode % 0o1000).toString(8);
      return [path, status.isFile() ? `${mode} ${readFileSync(join(folder, path), 'latin1')}` : `${mode} no file`];
    }),
  );
}

/** Paths that are not alike in both, sorted. */
export function treeDifferences(one: FolderTree, other: FolderTree): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path)).sort();
}
