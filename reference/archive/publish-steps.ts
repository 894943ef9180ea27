import { attempt } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { PublishSystem } from './publish-system.ts';

/** Appends the next bytes of what is being published. The chunk may be reused once the call has returned. */
export type WriteChunk = (chunk: Uint8Array) => void;

/** A file that is being made under a private name. */
export interface Staging {
  /** Where it is made; nothing may stand there. */
  readonly stage: string;
  /** Path of the file to be, for messages. */
  readonly target: string;
  /** Writes the whole content. */
  readonly write: (write: WriteChunk) => void | Promise<void>;
  /** Told once the stage stands. */
  readonly onCreated?: () => void;
}

/**
 * Writes and synchronises a stage that nobody else may read, and answers with the mode that the umask gives to a file
 * that a program makes. Throws ContractsError `io`, and what `write` throws.
 */
export async function writeStage({ stage, target, write, onCreated }: Staging, system: PublishSystem): Promise<number> {
  const descriptor = attempt(`cannot write ${target}`, () => system.create(stage, 0o644));
  onCreated?.();
  return closing(descriptor, system, async () => {
    const mode = attempt(`cannot write ${target}`, () => {
      const narrowed = system.modeOf(descriptor);
      system.setMode(descriptor, 0o600);
      return narrowed;
    });
    await write((chunk) => {
      let written = 0;
      while (written < chunk.length) {
        written += attempt(`cannot write ${target}`, () => system.write(descriptor, chunk.subarray(written)));
      }
    });
    attempt(`cannot write ${target}`, () => system.synchronise(descriptor));
    return mode;
  });
}

/** Gives a stage the mode that the file is to have, and synchronises it. Throws ContractsError `io`. */
export async function openUpStage(
  { stage, target }: Pick<Staging, 'stage' | 'target'>,
  mode: number,
  system: PublishSystem,
): Promise<void> {
  const reopened = attempt(`cannot write ${target}`, () => system.openForSync(stage));
  await closing(reopened, system, () =>
    attempt(`cannot write ${target}`, () => {
      system.setMode(reopened, mode);
      system.synchronise(reopened);
    }),
  );
}

/** Throws ContractsError `usage` where something else than a file stands at the target. */
export function assertReplaceable(target: string, system: PublishSystem): void {
  const kind = attempt(`cannot write ${target}`, () => system.kindOf(target));
  if (kind === 'nothing' || kind === 'a file') return;
  throw new ContractsError('usage', `the output is ${kind}, not a file: ${target}`);
}

/**
 * Lets the names in a folder survive a power failure where the file system can promise it. One that cannot is no reason
 * to call a publication a failure: the files are whole.
 */
export function synchroniseFolder(folder: string, system: PublishSystem): void {
  tolerate(() => {
    const descriptor = system.openForSync(folder);
    try {
      system.synchronise(descriptor);
    } finally {
      system.close(descriptor);
    }
  });
}

/** Does what may fail without harm. What failed first is what the caller must learn of. */
export function tolerate(operation: () => void): void {
  try {
    operation();
  } catch {}
}

// Closes the descriptor after the task; where the task failed, its error is the one that counts.
async function closing<T>(descriptor: number, system: PublishSystem, task: () => T | Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await task();
  } catch (error) {
    tolerate(() => system.close(descriptor));
    throw error;
  }
  attempt('cannot close the output', () => system.close(descriptor));
  return result;
}
