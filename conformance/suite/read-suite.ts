import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readVectors, type StoredVector } from './read-vectors.ts';
import { SuiteError } from './suite-error.ts';

/** The vectors as they were published, and the digest that names them all. */
export interface VectorSuite {
  readonly folder: string;
  readonly vectors: readonly StoredVector[];
  /** SHA-256 of `MANIFEST.sha256`. */
  readonly vectorsDigest: string;
}

/** Reads the vectors of a folder. Throws SuiteError `usage` where they are not exactly what the folder's manifest says. */
export function readSuite(folder: string): VectorSuite {
  const path = join(folder, 'MANIFEST.sha256');
  if (!existsSync(path)) throw new SuiteError('usage', `there are no vectors in ${folder}: it has no MANIFEST.sha256`);
  const manifest = readFileSync(path);
  const listed = new Set<string>();
  for (const line of manifest.toString('utf8').trimEnd().split('\n')) {
    const [digest = '', name = ''] = line.split('  ');
    listed.add(name);
    if (digestOf(join(folder, name)) !== digest) throw new SuiteError('usage', `${name} is not what the manifest says`);
  }
  const vectors = readVectors(folder);
  for (const { vector, folder: own } of vectors) {
    const name = `${own
      .slice(folder.length)
      .replace(/^[/\\]/, '')
      .replaceAll('\\', '/')}/vector.json`;
    if (!listed.has(name)) throw new SuiteError('usage', `the manifest does not list the vector ${vector.id}`);
  }
  return { folder, vectors, vectorsDigest: createHash('sha256').update(manifest).digest('hex') };
}

function digestOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
