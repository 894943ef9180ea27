import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../recipes/code-point-order.ts';
import { toCanonicalBytes } from '../suite/certificate/canonical-json.ts';
import type { StoredVector } from '../suite/read-vectors.ts';
import type { FolderInput, VectorFolderEntry, VectorInput, VerdictVector } from '../suite/vector.ts';
import type { FreshEntry, Renewal } from './renewal.ts';

/** A vector that was renewed, ahead of being written. */
export interface FreshVector {
  readonly id: string;
  readonly from: VerdictVector;
  readonly renewal: Renewal;
}

/** Writes a fresh vector into a folder of its own below `parent`, in the form of the published ones. */
export function writeFreshVector(parent: string, { id, from, renewal }: FreshVector): StoredVector<VerdictVector> {
  const folder = join(parent, from.contract.replace(/@.*$/u, ''), id);
  mkdirSync(join(folder, 'input'), { recursive: true });
  const input = writeInput(folder, renewal.input);
  const { contract, kind, role, profile, cites, options } = from;
  const why = `Made for this run from ${from.id}: ${from.why}`;
  const vector: VerdictVector = {
    id,
    rev: 1,
    contract,
    kind,
    role,
    profile,
    input,
    cites,
    why,
    ...(options && { options }),
    expect: renewal.expect,
  };
  writeFileSync(join(folder, 'vector.json'), `${JSON.stringify(vector, undefined, 1)}\n`);
  return { vector, folder };
}

function writeInput(folder: string, input: Renewal['input']): VectorInput {
  if (input instanceof Uint8Array) {
    writeFileSync(join(folder, 'input/0'), input);
    return { path: 'input/0', sha256: digestOf(input) };
  }
  return writeFolderInput(folder, input);
}

/** Writes the files of a folder beside its vector. */
export function writeFolderInput(folder: string, input: readonly FreshEntry[]): FolderInput {
  const entries = sorted(input).map((entry, index): VectorFolderEntry => {
    if (entry.type !== 'file') return entry;
    const { bytes, ...rest } = entry;
    const content = `input/${index}`;
    writeFileSync(join(folder, content), bytes);
    return { ...rest, sha256: sha256(bytes), content };
  });
  return { path: 'input', type: 'folder', sha256: digestOf(input), entries };
}

/** The digest that a vector states of its input. */
export function digestOf(input: Renewal['input']): string {
  if (input instanceof Uint8Array) return sha256(input);
  const listing = sorted(input).map((entry) => {
    if (entry.type !== 'file') return entry;
    const { bytes, ...stated } = entry;
    return { ...stated, sha256: sha256(bytes) };
  });
  return sha256(toCanonicalBytes(listing));
}

function sorted(entries: readonly FreshEntry[]): readonly FreshEntry[] {
  return [...entries].sort((a, b) => compareCodePoints(a.path, b.path));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
