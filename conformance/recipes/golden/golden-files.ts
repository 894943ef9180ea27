import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GoldenRecipe } from '../case-recipe.ts';
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

type GoldenBase = Pick<GoldenRecipe, 'name' | 'why' | 'cites' | 'kind' | 'role' | 'profile' | 'contract'>;

/** What all goldens of a contract have in common; the rules that one cites are named by their part after the slash. */
export function goldenBase(contract: string): (name: string, why: string, rules: readonly string[]) => GoldenBase {
  return (name, why, rules) => ({
    name,
    why,
    cites: rules.map((rule) => `${contract}/${rule}`),
    kind: 'golden',
    role: 'producer',
    profile: 'hardened',
    contract: `${contract}@1`,
  });
}
