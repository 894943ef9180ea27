import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A golden: an input, and the exact bytes that a producer must make of it. */
export interface GoldenCase {
  /** `<contract>/<case>`. */
  readonly id: string;
  readonly folder: string;
  readonly contract: string;
  readonly title: string;
  readonly options: { readonly sourceProject: string; readonly dataRoot?: string };
}

export const GOLDEN_FOLDER: string = join(import.meta.dirname, '../../golden');

/** All goldens, sorted. */
export function readGoldenCases(root: string = GOLDEN_FOLDER): readonly GoldenCase[] {
  return foldersOf(root).flatMap((contract) =>
    foldersOf(join(root, contract)).map((name) => {
      const folder = join(root, contract, name);
      return { id: `${contract}/${name}`, folder, ...parseCase(readFileSync(join(folder, 'case.json'), 'utf8')) };
    }),
  );
}

/** The committed bytes; none for a golden that has not been generated yet. */
export function readExpected({ folder }: GoldenCase): Buffer {
  const path = join(folder, EXPECTED);
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

export const EXPECTED = 'expected.anpkg';

function parseCase(text: string): Pick<GoldenCase, 'contract' | 'title' | 'options'> {
  const { contract, title, options } = JSON.parse(text);
  if (typeof contract !== 'string' || typeof title !== 'string' || typeof options?.sourceProject !== 'string') {
    throw new TypeError(`not a golden case: ${text}`);
  }
  return { contract, title, options };
}

function foldersOf(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
