import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hearSignals, onInterruption } from '../../archive/interruption.ts';
import { synchroniseFolder, tolerate } from '../../archive/publish-steps.ts';
import { makeFolders, type PublishSystem } from '../../archive/publish-system.ts';
import { attempt } from '../../report/attempt.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { put, type StagedArtifact } from './stage-release.ts';

/** What is published together: folders of artifacts, then the index under each of its paths. */
export interface ReleasePublication {
  readonly root: string;
  /** Folder beside `dist` in which everything is staged. */
  readonly stage: string;
  readonly artifacts: readonly StagedArtifact[];
  readonly index: Uint8Array;
  /** The canonical path, then the legacy ones that get a copy. */
  readonly indexPaths: readonly string[];
  /** Files that go behind it: indexes under legacy paths. */
  readonly removed: readonly string[];
  readonly system: PublishSystem;
}

/**
 * Renames what was staged into its place: each folder of an artifact as a whole, and the index behind them all, so that a
 * row never leads to what is not there. What a killed run left in place of a folder, without a row, gives way.
 */
export async function publishRelease(publication: ReleasePublication): Promise<void> {
  const { root, stage, artifacts, index, indexPaths, removed, system } = publication;
  for (const [place] of indexPaths.entries()) {
    await put(join(stage, `index-${place}`), system, (write) => write(index));
  }
  synchroniseFolder(stage, system);
  // The last moment at which a signal is heard.
  await hearSignals();
  for (const [place, { stage: from, folder }] of artifacts.entries()) {
    const target = join(root, folder);
    if (attempt(`cannot look at ${folder}`, () => system.kindOf(target)) !== 'nothing') {
      attempt(`cannot replace ${folder}`, () => system.rename(target, join(stage, `replaced-${place}`)));
    }
    attempt(`cannot make the folder ${dirname(folder)}`, () => makeFolders(dirname(target), system));
    attempt(`cannot write ${folder}`, () => system.rename(from, target));
    synchroniseFolder(dirname(target), system);
  }
  for (const [place, path] of indexPaths.entries()) {
    const target = join(root, path);
    attempt(`cannot make the folder ${dirname(path)}`, () => makeFolders(dirname(target), system));
    attempt(`cannot write ${path}`, () => system.rename(join(stage, `index-${place}`), target));
    synchroniseFolder(dirname(target), system);
  }
  for (const path of removed) {
    attempt(`cannot remove ${path}`, () => system.remove(join(root, path)));
    synchroniseFolder(dirname(join(root, path)), system);
  }
}

const STAGES = /^\.distribution-stage-[0-9a-f]+$/;

/** Runs a task with a folder beside `dist` to stage in, which is gone afterwards however the task ends. */
export async function withStage<T>(
  { root, ticket, system }: { readonly root: string; readonly ticket: string; readonly system: PublishSystem },
  task: (stage: string) => Promise<T>,
): Promise<T> {
  const name = `.distribution-stage-${ticket}`;
  if (!STAGES.test(name)) throw new ContractsError('internal', 'a ticket that is no hex number');
  const stage = join(root, name);
  clearStages(root, system);
  attempt('cannot stage', () => makeFolders(stage, system));
  const discard = (): void => removeTree(stage, system);
  const release = onInterruption(discard);
  try {
    return await task(stage);
  } finally {
    release();
    discard();
  }
}

/** Removes what runs that were killed have left. To be called in the lane: nobody else publishes then. */
export function clearStages(root: string, system: PublishSystem): void {
  for (const left of readdirSync(root)) if (STAGES.test(left)) removeTree(join(root, left), system);
}

/** Removes a folder that is ours; what cannot be removed stays, and is tried again next time. */
function removeTree(folder: string, system: PublishSystem): void {
  tolerate(() => {
    if (system.kindOf(folder) !== 'a folder') return;
    for (const entry of readdirSync(folder)) {
      const path = join(folder, entry);
      if (system.kindOf(path) === 'a folder') removeTree(path, system);
      else system.remove(path);
    }
    system.removeFolder(folder);
  });
}
