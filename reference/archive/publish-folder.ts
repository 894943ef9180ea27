import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';
import { hearSignals, onInterruption } from './interruption.ts';
import { privateStage, REPLACED, removeAbandoned } from './private-stage.ts';
import { tolerate } from './publish-steps.ts';
import { makeFolders, type PublishSystem, realSystem } from './publish-system.ts';

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
  /** The operating system; another one in tests. */
  readonly system?: PublishSystem;
}

/**
 * Publishes a whole folder: staged beside the target under a private name, synchronised, then renamed into its place.
 * Answers whether it was published. However it ends before that — an error, a `fill` that answers false, or a signal
 * that asks the program to stop — the target is what it was, and nothing that was made for it is left.
 *
 * An absent or empty target is replaced by one rename. A target with content takes two, since no portable call
 * exchanges two folders: the older one is moved into the private folder first, and back if the second rename fails.
 * Where even that is refused, both are left in the private folder, and the error says where. A program that is killed
 * outright leaves the older folder at the target, or the newer one, and the private folder (`.package-contracts-*`)
 * beside it, which the next publication there removes; killed exactly between the two renames, it leaves both of them
 * whole in there, as `old` and `new`, where they stay.
 * Throws ContractsError `usage` where something else stands at the target, and `io` where the system refuses.
 */
export async function publishFolder(publication: FolderPublication): Promise<boolean> {
  const { target, fill, system = realSystem } = publication;
  const hasContent = assertReplaceableFolder(publication, system);
  const above = dirname(target);
  const made = attempt(`cannot make the folder ${above}`, () => makeFolders(above, system));
  const place = privateStage(above);
  const [stage, scratch, old] = [join(place, 'new'), join(place, 'scratch'), join(place, REPLACED)];
  let published = false;
  const discard = (): void => {
    // What could not be moved back is somebody's only copy.
    if (published || !existsSync(old)) tolerate(() => removeTree(place));
    if (!published) for (const folder of made) tolerate(() => system.removeFolder(folder));
  };
  const release = onInterruption(discard);
  try {
    removeAbandoned(above);
    for (const folder of [place, stage, scratch]) {
      attempt(`cannot write in ${above}`, () => mkdirSync(folder, { mode: 0o700 }));
    }
    if (!(await fill(stage, scratch))) return false;
    attempt(`cannot write ${target}`, () => synchroniseTree(stage));
    // The last moment at which a signal is heard: the renames are one step.
    await hearSignals();
    attempt(`cannot write ${target}`, () => {
      if (hasContent) exchange({ target, stage, old }, system);
      else system.rename(stage, target);
    });
    published = true;
  } finally {
    release();
    discard();
  }
  tolerate(() => synchronise(above));
  return true;
}

/** Whether the target has content. Throws where it is anything that must not be replaced. */
function assertReplaceableFolder(publication: FolderPublication, system: PublishSystem): boolean {
  const { target, isReplaceable, expected } = publication;
  const kind = attempt(`cannot write ${target}`, () => system.kindOf(target));
  if (kind === 'nothing') return false;
  if (kind === 'a folder') {
    if (attempt(`cannot read ${target}`, () => readdirSync(target)).length === 0) return false;
    if (isReplaceable(target)) return true;
    throw new ContractsError('usage', `the output folder is neither empty nor ${expected}: ${target}`);
  }
  throw new ContractsError('usage', `the output is ${kind}, not a folder: ${target}`);
}

interface Exchange {
  readonly target: string;
  readonly stage: string;
  /** Where the older folder waits. */
  readonly old: string;
}

function exchange({ target, stage, old }: Exchange, system: PublishSystem): void {
  system.rename(target, old);
  try {
    system.rename(stage, target);
  } catch (error) {
    attempt(`cannot write ${target}, and what stood there is in ${old}`, () => system.rename(old, target));
    throw error;
  }
}

// A program of the smoke run that has just been killed may still have been writing.
function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
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
