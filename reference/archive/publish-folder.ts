import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ContractsError } from '../report/contracts-error.ts';
import { makeFolders, realSystem } from './publish-system.ts';

export interface FolderPublication {
  /** Path of the folder to be. The folders above it are made where they are missing. */
  readonly target: string;
  /**
   * Fills the stage, an empty folder that nobody else may enter; false leaves the target as it was. The scratch folder
   * is as private, and gone afterwards.
   */
  readonly fill: (stage: string, scratch: string) => Promise<boolean>;
  /** Whether a folder that is not empty may be replaced. */
  readonly isReplaceable: (target: string) => boolean;
  /** What the target may be, in words. */
  readonly expected: string;
}

/**
 * Publishes a whole folder: staged beside the target under a private name, synchronised, then renamed into its place.
 * Answers whether it was published. However it ends before that, the target is what it was, and nothing that was made
 * for it is left.
 *
 * An absent or empty target is replaced by one rename. A target with content takes two, since no portable call
 * exchanges two folders: the older one is moved into the private folder first, and back if the second rename fails.
 * A program that is killed leaves the older folder at the target, or the newer one; killed exactly between the two
 * renames, it leaves both of them whole in the private folder (`.package-contracts-*`, as `old` and `new`).
 * Throws ContractsError `usage` where something else stands at the target, and `io` where the system refuses.
 */
export async function publishFolder(publication: FolderPublication): Promise<boolean> {
  const { target, fill } = publication;
  const hasContent = assertReplaceableFolder(publication);
  const above = dirname(target);
  const made = attempt(`cannot make the folder ${above}`, () => makeFolders(above, realSystem));
  const place = join(above, `.package-contracts-${randomBytes(12).toString('hex')}.tmp`);
  const stage = join(place, 'new');
  const scratch = join(place, 'scratch');
  let published = false;
  try {
    attempt(`cannot write in ${above}`, () => mkdirSync(place, { mode: 0o700 }));
    attempt(`cannot write in ${above}`, () => mkdirSync(stage, { mode: 0o700 }));
    attempt(`cannot write in ${above}`, () => mkdirSync(scratch, { mode: 0o700 }));
    if (!(await fill(stage, scratch))) return false;
    attempt(`cannot write ${target}`, () => {
      synchroniseTree(stage);
      if (hasContent) exchange(target, stage, join(place, 'old'));
      else renameSync(stage, target);
    });
    published = true;
  } finally {
    tolerate(() => rmSync(place, { recursive: true, force: true }));
    if (!published) for (const folder of made) tolerate(() => realSystem.removeFolder(folder));
  }
  tolerate(() => synchronise(above));
  return true;
}

/** Whether the target has content. Throws where it is anything that must not be replaced. */
function assertReplaceableFolder({ target, isReplaceable, expected }: FolderPublication): boolean {
  const kind = attempt(`cannot write ${target}`, () => realSystem.kindOf(target));
  if (kind === 'nothing') return false;
  if (kind === 'a folder') {
    if (attempt(`cannot read ${target}`, () => readdirSync(target)).length === 0) return false;
    if (isReplaceable(target)) return true;
    throw new ContractsError('usage', `the output folder is neither empty nor ${expected}: ${target}`);
  }
  throw new ContractsError('usage', `the output is ${kind}, not a folder: ${target}`);
}

function exchange(target: string, stage: string, old: string): void {
  renameSync(target, old);
  try {
    renameSync(stage, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
}

// The deepest first, so that a folder is synchronised after what it names.
function synchroniseTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) synchroniseTree(path);
    else synchronise(path);
  }
  synchronise(folder);
}

function synchronise(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

// What failed first is what the caller must learn of.
function tolerate(operation: () => void): void {
  try {
    operation();
  } catch {}
}

function attempt<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new ContractsError('io', `${what}: ${reason}`, { cause });
  }
}
