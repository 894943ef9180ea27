import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../../recipes/code-point-order.ts';
import { isFolderInput } from '../stage-input.ts';
import type { VectorFolderEntry, VectorInput } from '../vector.ts';
import { explainBytes, type ProductDifference } from './explain-bytes.ts';

/** A product that a vector states, and the one that was made. */
export interface ComparedProduct {
  /** The vector's folder. */
  readonly folder: string;
  /** What is stated. */
  readonly product: VectorInput;
  /** Path of what was made. */
  readonly got: string;
}

/** Where a product first differs from the one that is stated, in terms of its structure; nothing where they are equal. */
export function explainProduct({ folder, product, got }: ComparedProduct): ProductDifference | undefined {
  const isFolder = lstatSync(got).isDirectory();
  if (!isFolderInput(product)) {
    if (isFolder) return { detail: 'the product is a folder, not a file' };
    return explainBytes(readFileSync(join(folder, product.path)), readFileSync(got));
  }
  if (!isFolder) return { detail: 'the product is a file, not a folder' };
  const expected = new Map(product.entries.map((entry) => [entry.path, entry]));
  const present = new Map(entriesBelow(got).map((entry) => [entry.path, entry]));
  for (const path of [...new Set([...expected.keys(), ...present.keys()])].sort(compareCodePoints)) {
    const [before, after] = [expected.get(path), present.get(path)];
    if (after === undefined) return { detail: `${path} is missing` };
    if (before === undefined) return { detail: `${path} should not be there` };
    const difference = explainEntry(before, after, folder, got);
    if (difference !== undefined) return { ...difference, detail: `${path}: ${difference.detail}` };
  }
  return undefined;
}

function explainEntry(
  before: VectorFolderEntry,
  after: PresentEntry,
  folder: string,
  got: string,
): ProductDifference | undefined {
  if (before.type !== after.type) return { detail: `it is a ${after.type}, not a ${before.type}` };
  if (before.type !== 'file') return undefined;
  if ((before.executable === true) !== after.executable) {
    return { detail: after.executable ? 'its owner may execute it' : 'its owner may not execute it' };
  }
  return explainBytes(readFileSync(join(folder, before.content)), readFileSync(join(got, before.path)));
}

interface PresentEntry {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'link' | 'special file';
  readonly executable: boolean;
}

// Folders count where they are empty, as in the vectors.
function entriesBelow(root: string, prefix = ''): readonly PresentEntry[] {
  return readdirSync(join(root, prefix)).flatMap((name): readonly PresentEntry[] => {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    const stats = lstatSync(join(root, path));
    if (stats.isDirectory()) {
      const inner = entriesBelow(root, path);
      return inner.length === 0 ? [{ path, type: 'directory', executable: false }] : inner;
    }
    const type = stats.isFile() ? 'file' : stats.isSymbolicLink() ? 'link' : 'special file';
    return [{ path, type, executable: stats.isFile() && Math.floor(stats.mode / 0o100) % 2 === 1 }];
  });
}
