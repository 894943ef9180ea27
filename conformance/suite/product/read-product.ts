import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a product is, by path: a file's bytes and whether its owner may execute it. Other bits of its mode may follow the
 * umask. The path of a product that is one file is empty; nothing where there is none.
 */
export function readProduct(path: string): ReadonlyMap<string, string> | undefined {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  const product = new Map<string, string>();
  add(product, path, '');
  return product;
}

function add(product: Map<string, string>, root: string, path: string): void {
  const stats = lstatSync(join(root, path));
  if (stats.isSymbolicLink()) product.set(path, `link ${readlinkSync(join(root, path))}`);
  else if (stats.isFile()) {
    const isProgram = Math.floor(stats.mode / 0o100) % 2 === 1;
    product.set(path, `${isProgram && path !== '' ? 'program' : 'file'} ${readFileSync(join(root, path), 'latin1')}`);
  } else {
    product.set(path, 'folder');
    for (const name of readdirSync(join(root, path))) add(product, root, path === '' ? name : `${path}/${name}`);
  }
}
