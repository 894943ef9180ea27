import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type OptionValues, textOption } from '../command.ts';
import { readSmallFile } from './read-small-file.ts';
import { CONTRACT } from './repository-root.ts';

/** A file that an option names: what was given, which is what it is called in a problem, and where it is. */
export interface NamedFile {
  readonly given: string;
  readonly cwd: string;
  readonly path: string;
}

/** The file that an option names; undefined where it is not given. */
export function fileOption(options: OptionValues, name: string, cwd: string): NamedFile | undefined {
  const given = textOption(options, name);
  return given === undefined ? undefined : { given, cwd, path: resolve(cwd, given) };
}

/** Bytes of a named file. Throws ContractsError `usage` where it is none, or larger. */
export function readNamed({ given, cwd }: NamedFile, mostBytes: number): Buffer {
  return readSmallFile(given, cwd, mostBytes);
}

/** Whether a file is, or would be, one of what a repository publishes: below its `dist`, or its contract. */
export function isPublished({ path }: NamedFile): boolean {
  const own = join(realFolder(dirname(path)), basename(path));
  for (let folder = dirname(own); folder !== dirname(folder); folder = dirname(folder)) {
    const root = dirname(folder);
    if (basename(folder) === 'dist' && existsSync(join(root, CONTRACT))) return true;
    if (own === join(root, CONTRACT)) return true;
  }
  return false;
}

/** Where links lead to; as it was named where there is no such folder yet. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
