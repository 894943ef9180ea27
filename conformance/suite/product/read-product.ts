import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** Bytes; no file that a vector states is nearly as large, and what is larger is not read. */
export const LARGEST_FILE: number = 64 * 1024 * 1024;

/** What an entry of a product is. */
export type EntryType = 'file' | 'directory' | 'link' | 'special file';

/** What stands at a path, without following it. */
export function entryType(stats: Stats): EntryType {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'link' : 'special file';
}

/** Whether anything stands at a path, a link to nothing included. */
export function isPresent(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a product is, by path: the digest of a file's bytes and whether its owner may execute it. Other bits of its mode may
 * follow the umask. The path of a product that is one file is empty; nothing where neither a file nor a folder stands.
 */
export function readProduct(path: string): ReadonlyMap<string, string> | undefined {
  if (!isPresent(path) || !['file', 'directory'].includes(entryType(lstatSync(path)))) return undefined;
  const product = new Map<string, string>();
  add(product, path, '');
  return product;
}

function add(product: Map<string, string>, root: string, path: string): void {
  const stats = lstatSync(join(root, path));
  const type = entryType(stats);
  if (type === 'link') product.set(path, `link ${readlinkSync(join(root, path))}`);
  else if (type === 'file') {
    const isProgram = Math.floor(stats.mode / 0o100) % 2 === 1;
    product.set(path, `${isProgram && path !== '' ? 'program' : 'file'} ${contentOf(join(root, path), stats)}`);
  } else {
    product.set(path, type);
    if (type === 'special file') return;
    for (const name of readdirSync(join(root, path))) add(product, root, path === '' ? name : `${path}/${name}`);
  }
}

function contentOf(path: string, { size }: Stats): string {
  if (size > LARGEST_FILE) return `of ${size} bytes`;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
