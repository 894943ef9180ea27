import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RecipeFolder } from '../recipe.ts';

const GOLDENS = join(import.meta.dirname, '../../../golden');

/** The options of a golden, as `case.json` has them. */
export function goldenOptions(contract: string, name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(GOLDENS, contract, name, 'case.json'), 'utf8')).options;
}

/** A file of a golden. */
export function goldenFile(contract: string, path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(GOLDENS, contract, path)));
}

/** A folder of a golden: its files below their paths, under a prefix. */
export function goldenFolder(contract: string, path: string, prefix = ''): RecipeFolder {
  const root = join(GOLDENS, contract, path);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(root, name)).isFile(),
  );
  return Object.fromEntries(
    paths.map((name) => [`${prefix}${name.replaceAll('\\', '/')}`, new Uint8Array(readFileSync(join(root, name)))]),
  );
}
