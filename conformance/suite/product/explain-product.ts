import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../../recipes/code-point-order.ts';
import { isFolderInput } from '../stage-input.ts';
import type { VectorFolderEntry, VectorInput } from '../vector.ts';
import { explainBytes, type ProductDifference } from './explain-bytes.ts';
import { type EntryType, entryType, LARGEST_FILE } from './read-product.ts';

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
  const type = entryType(lstatSync(got));
  const kind = type === 'directory' ? 'folder' : type;
  if (!isFolderInput(product)) {
    if (type !== 'file') return { detail: `the product is a ${kind}, not a file` };
    return explainFile(join(folder, product.path), got);
  }
  if (type !== 'directory') return { detail: `the product is a ${kind}, not a folder` };
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
  if (before.type === 'link') {
    const target = readlinkSync(join(got, before.path));
    return target === before.target
      ? undefined
      : { detail: 'it leads elsewhere', expected: before.target, got: target };
  }
  if (before.type === 'directory') return undefined;
  if ((before.executable === true) !== after.executable) {
    return { detail: after.executable ? 'its owner may execute it' : 'its owner may not execute it' };
  }
  return explainFile(join(folder, before.content), join(got, before.path));
}

function explainFile(stated: string, got: string): ProductDifference | undefined {
  const { size } = lstatSync(got);
  if (size > LARGEST_FILE) return { detail: 'it is far too long', expected: lstatSync(stated).size, got: size };
  return explainBytes(readFileSync(stated), readFileSync(got));
}

interface PresentEntry {
  readonly path: string;
  readonly type: EntryType;
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
    return [{ path, type: entryType(stats), executable: stats.isFile() && Math.floor(stats.mode / 0o100) % 2 === 1 }];
  });
}
