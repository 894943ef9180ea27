import { dirname } from 'node:path';
import { attempt } from '../report/attempt.ts';
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

export type { WriteChunk } from './publish-steps.ts';

export interface Publication {
  /** Path of the file to be. Its folder is made where it is missing. */
  readonly target: string;
  /** Writes the whole content. */
  readonly write: (write: WriteChunk) => void | Promise<void>;
  /** Reads back what was written, from the given path; false leaves the target as it was. */
  readonly verify: (stage: string) => boolean | Promise<boolean>;
  /** The operating system; another one in tests. */
  readonly system?: PublishSystem;
}

/**
 * Publishes a file atomically: staged beside the target under a private name, synchronised, read back by `verify`,
 * then renamed over the target. Answers whether the file was published. However it ends before that — an error, or a
 * `verify` that answers false or throws, or a signal — the target is what it was, and nothing that was made for it is
 * left. Of a program that is killed outright the stage is left, and removed by the next publication in that folder.
 *
 * Nobody else may read the stage before it is verified; the published file has the mode 0644 as the umask narrows it,
 * like any file that a program writes. A target that exists must be a regular file: a folder, a device or a symbolic
 * link is refused, since replacing a link, or what it leads to, would both surprise.
 * Throws ContractsError `usage` for such a target, `io` where the system refuses, and what `write` and `verify` throw.
 */
export async function publishFile({ target, write, verify, system = realSystem }: Publication): Promise<boolean> {
  assertReplaceable(target, system);
  const folder = dirname(target);
  const made = attempt(`cannot make the folder ${folder}`, () => makeFolders(folder, system));
  let stage: string | undefined;
  let published = false;
  const release = onInterruption(() => discard(stage, made, system));
  try {
    removeAbandoned(folder);
    const path = privateStage(folder);
    const mode = await writeStage(
      {
        stage: path,
        target,
        write,
        onCreated: () => {
          stage = path;
        },
      },
      system,
    );
    if (!(await verify(path))) return false;
    await openUpStage({ stage: path, target }, mode, system);
    await hearSignals();
    attempt(`cannot write ${target}`, () => system.rename(path, target));
    published = true;
  } finally {
    release();
    if (!published) discard(stage, made, system);
  }
  synchroniseFolder(folder, system);
  return true;
}

function discard(stage: string | undefined, made: readonly string[], system: PublishSystem): void {
  if (stage !== undefined) tolerate(() => system.remove(stage));
  for (const folder of made) tolerate(() => system.removeFolder(folder));
}
