import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Edge } from '../edge.ts';
import { usageError } from '../usage-error.ts';

const VECTORS = join('conformance', 'vectors');

/** The folder of the vectors: the one that was named, or that of the package which the running program lies in. */
export function findVectors(named: string | undefined, { cwd, executable }: Edge): string {
  if (named !== undefined) return resolve(cwd, named);
  const found = executable === undefined ? undefined : findAbove(realFolder(executable));
  if (found === undefined)
    throw usageError('this program lies in no package with vectors: name their folder with --vectors');
  return found;
}

function realFolder(executable: string): string {
  try {
    return dirname(realpathSync(executable));
  } catch {
    return dirname(executable);
  }
}

function findAbove(folder: string): string | undefined {
  const vectors = join(folder, VECTORS);
  if (existsSync(join(vectors, 'MANIFEST.sha256'))) return vectors;
  const parent = dirname(folder);
  return parent === folder ? undefined : findAbove(parent);
}
