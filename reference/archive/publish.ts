import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { ContractsError } from '../report/contracts-error.ts';
import { hearSignals, onInterruption } from './interruption.ts';
import { makeFolders, type PublishSystem, realSystem } from './publish-system.ts';

/** Appends the next bytes of what is being published. The chunk may be reused once the call has returned. */
export type WriteChunk = (chunk: Uint8Array) => void;

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
 * left.
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
    const path = join(folder, `.package-contracts-${randomBytes(12).toString('hex')}.tmp`);
    const descriptor = attempt(`cannot write in ${folder}`, () => system.create(path, 0o644));
    stage = path;
    const mode = await closing(descriptor, system, () => fill(descriptor, { target, write }, system));
    if (!(await verify(path))) return false;
    const reopened = attempt(`cannot write ${target}`, () => system.openForSync(path));
    await closing(reopened, system, () =>
      attempt(`cannot write ${target}`, () => {
        system.setMode(reopened, mode);
        system.synchronise(reopened);
      }),
    );
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

// Writes the stage and answers with the mode that the umask gives to the file.
async function fill(
  descriptor: number,
  { target, write }: Pick<Publication, 'target' | 'write'>,
  system: PublishSystem,
): Promise<number> {
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

function assertReplaceable(target: string, system: PublishSystem): void {
  const kind = attempt(`cannot write ${target}`, () => system.kindOf(target));
  if (kind === 'nothing' || kind === 'a file') return;
  throw new ContractsError('usage', `the output is ${kind}, not a file: ${target}`);
}

// The rename has happened and the file is whole. Whether its name survives a power failure is all that is left, and a
// file system that cannot promise it is no reason to call the publication a failure.
function synchroniseFolder(folder: string, system: PublishSystem): void {
  tolerate(() => {
    const descriptor = system.openForSync(folder);
    try {
      system.synchronise(descriptor);
    } finally {
      system.close(descriptor);
    }
  });
}

function discard(stage: string | undefined, made: readonly string[], system: PublishSystem): void {
  if (stage !== undefined) tolerate(() => system.remove(stage));
  for (const folder of made) tolerate(() => system.removeFolder(folder));
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
