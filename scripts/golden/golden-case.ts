import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExpectedFiles, readExpectedFiles } from './expected-files.ts';
import { readFilledFiles } from './placeholders.ts';

/** A golden: an input, and the exact files that a producer must make of it. */
export interface GoldenCase {
  /** `<contract>/<case>`. */
  readonly id: string;
  readonly folder: string;
  readonly contract: string;
  readonly title: string;
  /** The producer's options: texts and truth values by name. */
  readonly options: Readonly<Record<string, string | boolean>>;
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

/** Whether what is packaged is the packager's own executable, built from the sources as they are. */
export function isOfOwnExecutable({ options }: GoldenCase): boolean {
  return options.ownExecutable === true;
}

/** The files that must be made; none for a golden that has not been generated yet. */
export function readExpected(golden: GoldenCase): ExpectedFiles {
  return isOfOwnExecutable(golden) ? readFilledFiles(golden.folder) : readExpectedFiles(golden.folder);
}

/** An option that must be there. */
export function textOf({ id, options }: GoldenCase, name: string): string {
  const value = options[name];
  if (typeof value !== 'string') throw new TypeError(`${id} has no option ${name}`);
  return value;
}

function parseCase(text: string): Pick<GoldenCase, 'contract' | 'title' | 'options'> {
  const { contract, title, options } = JSON.parse(text);
  if (typeof contract !== 'string' || typeof title !== 'string' || typeof options !== 'object') {
    throw new TypeError(`not a golden case: ${text}`);
  }
  return { contract, title, options };
}

function foldersOf(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== '__pycache__')
    .map(({ name }) => name)
    .sort();
}
