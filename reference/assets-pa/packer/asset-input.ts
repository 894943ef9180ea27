import { type BigIntStats, lstatSync } from 'node:fs';
import { join, sep } from 'node:path';
import { kindOf, realPath } from '../../archive/look-up.ts';
import { joinPointer } from '../../document/parsed-document.ts';
import { attempt } from '../../report/attempt.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import type { AssetDeclaration } from './declaration.ts';
import { isBelow } from './workspace-path.ts';

/** A file that an asset is made of, as it was when the workspace was read. */
export interface InputFile {
  /** Absolute path, symbolic links resolved. */
  readonly path: string;
  readonly size: number;
  readonly status: FileStatus;
}

/** What tells whether a file is still the same one: hints, since bytes can change without them. */
export interface FileStatus {
  readonly ino: bigint;
  readonly dev: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/** One path that a declaration lists. */
export interface AssetInput {
  readonly role: string;
  /** As the declaration has it. */
  readonly path: string;
  /** Where it stands in the declaration. */
  readonly pointer: string;
  readonly found: FoundInput;
}

export type FoundInput =
  | { readonly state: 'file'; readonly file: InputFile }
  | { readonly state: 'unsafe' | 'outside' | 'missing' }
  | { readonly state: 'special'; readonly kind: string };

/**
 * Looks up everything that a declaration lists, each path once, by role in the order of code points and then in the order of the list.
 * `folder` is the root of the asset, symbolic links resolved. Throws ContractsError `io` where the system refuses.
 */
export function findInputs(folder: string, { inputs }: AssetDeclaration): readonly AssetInput[] {
  // A declaration may name one file a million times.
  const looked = new Map<string, FoundInput>();
  const findOnce = (path: string): FoundInput => {
    const found = looked.get(path) ?? find(folder, path);
    looked.set(path, found);
    return found;
  };
  return Object.keys(inputs)
    .sort(compareCodePoints)
    .flatMap((role) => {
      const list = joinPointer('/inputs', role);
      return (inputs[role] ?? []).map((path, index) => ({
        role,
        path,
        pointer: joinPointer(list, index),
        found: findOnce(path),
      }));
    });
}

function find(folder: string, path: string): FoundInput {
  if (!isBelow(path)) return { state: 'unsafe' };
  const absolute = realPath(join(folder, path));
  if (absolute === undefined) return { state: 'missing' };
  if (!absolute.startsWith(`${folder}${sep}`)) return { state: 'outside' };
  const status = attempt(`cannot look up ${absolute}`, () =>
    lstatSync(absolute, { bigint: true, throwIfNoEntry: false }),
  );
  if (status === undefined) return { state: 'missing' };
  if (!status.isFile()) return { state: 'special', kind: kindOf(status) };
  return { state: 'file', file: { path: absolute, size: Number(status.size), status: toFileStatus(status) } };
}

export function toFileStatus({ ino, dev, mtimeNs, ctimeNs }: BigIntStats): FileStatus {
  return { ino, dev, mtimeNs, ctimeNs };
}
