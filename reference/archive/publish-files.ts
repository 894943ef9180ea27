import { dirname, join } from 'node:path';
import { attempt } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';
import { hearSignals, onInterruption } from './interruption.ts';
import { privateStage, removeAbandoned } from './private-stage.ts';
import {
  assertReplaceable,
  openUpStage,
  synchroniseFolder,
  tolerate,
  type WriteChunk,
  writeStage,
} from './publish-steps.ts';
import { makeFolders, type PublishSystem, realSystem } from './publish-system.ts';

/** One of the files that are published together. */
export interface PublishedFile {
  /** Its name in the folder. */
  readonly name: string;
  /** Writes the whole content. */
  readonly write: (write: WriteChunk) => void | Promise<void>;
}

export interface FilesPublication {
  /** The folder that the files are published in. It is made where it is missing. */
  readonly folder: string;
  /**
   * Name of the folder in it that the files are staged in. It belongs to the caller alone, who lets nobody else publish
   * here at the same time: what an earlier run that was killed has left there is removed. Where absent, others may
   * publish here, and the name is a private one.
   */
  readonly stage?: string;
  /** In the order in which they appear: what the others are told by comes last. */
  readonly files: readonly PublishedFile[];
  /** Reads back what was written to the given folder; false leaves every file as it was. */
  readonly verify: (stage: string) => boolean | Promise<boolean>;
  /** The operating system; another one in tests. */
  readonly system?: PublishSystem;
}

/**
 * Publishes several files that belong together: all of them are staged beside each other under a private name,
 * synchronised and read back by `verify` before the first is renamed into its place. Answers whether they were published.
 *
 * However it ends before that — an error, a `verify` that answers false or throws, a signal — every file is what it was.
 * A program that is killed between two renames leaves each file whole, the earlier ones new and the later ones old; so
 * does a system that refuses one of the renames. Publishing again completes both.
 * Throws ContractsError `usage` where something else than a file stands at a target or the stage is taken, `io` where
 * the system refuses, and what `write` and `verify` throw.
 */
export async function publishFiles(publication: FilesPublication): Promise<boolean> {
  const { folder, files, verify, system = realSystem } = publication;
  const stage = publication.stage === undefined ? privateStage(folder) : join(folder, publication.stage);
  const moves = files.map(({ name, write }) => ({ stage: join(stage, name), target: join(folder, name), write }));
  for (const { target } of moves) assertReplaceable(target, system);
  const made = attempt(`cannot make the folder ${folder}`, () => makeFolders(folder, system));
  let published = false;
  const discard = (): void => {
    tolerate(() => clearStage(stage, moves, system));
    if (!published) for (const above of made) tolerate(() => system.removeFolder(above));
  };
  const release = onInterruption(discard);
  try {
    if (publication.stage === undefined) removeAbandoned(folder);
    else clearStage(stage, moves, system);
    assertVacant(stage, system);
    attempt(`cannot write in ${folder}`, () => system.makeFolder(stage));
    const modes: number[] = [];
    for (const move of moves) modes.push(await writeStage(move, system));
    if (!(await verify(stage))) return false;
    for (const [index, move] of moves.entries()) await openUpStage(move, modes[index] ?? 0o600, system);
    synchroniseFolder(stage, system);
    // The last moment at which a signal is heard: the renames are one step.
    await hearSignals();
    for (const { stage: from, target } of moves) {
      attempt(`cannot write ${target}`, () => system.rename(from, target));
      published = true;
    }
  } finally {
    release();
    discard();
  }
  for (const changed of new Set(moves.map(({ target }) => dirname(target)))) synchroniseFolder(changed, system);
  return true;
}

/**
 * Removes a stage, and the files that may stand in it. What is no folder is no stage of ours: behind a link stand the
 * files of somebody else.
 */
function clearStage(stage: string, moves: readonly { readonly stage: string }[], system: PublishSystem): void {
  if (attempt(`cannot look up ${stage}`, () => system.kindOf(stage)) !== 'a folder') return;
  for (const { stage: file } of moves) {
    if (system.kindOf(file) !== 'nothing') tolerate(() => system.remove(file));
  }
  tolerate(() => system.removeFolder(stage));
}

function assertVacant(stage: string, system: PublishSystem): void {
  const kind = attempt(`cannot look up ${stage}`, () => system.kindOf(stage));
  if (kind === 'nothing') return;
  const what = kind === 'a folder' ? 'a folder with something else in it' : kind;
  throw new ContractsError('usage', `${what} stands where files are staged: ${stage}`, {
    remediation: 'Take it away, and run this again.',
  });
}
