import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { systemCode } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';
import { onInterruption } from './interruption.ts';
import { privateStage, removeAbandoned } from './private-stage.ts';
import { tolerate } from './publish-steps.ts';
import { makeFolders, realSystem } from './publish-system.ts';

/**
 * Fills a folder that is absent or empty, as a whole or not at all: staged beside it under a private name, then renamed.
 * One that is there stays the same folder, unlike one that `publishFolder` replaces: it may be the one that somebody works
 * in. However it ends before that, nothing that was made for it is left.
 * Throws ContractsError `usage` where the folder is neither absent nor empty, `io` where the system refuses, and what
 * `fill` throws.
 */
export async function fillFolder(out: string, fill: (stage: string) => Promise<void>): Promise<void> {
  let stage: string | undefined;
  let made: readonly string[] = [];
  let isFilled = false;
  const discard = (): void => {
    if (stage !== undefined) rmSync(stage, { recursive: true, force: true });
    if (!isFilled) for (const folder of made) tolerate(() => realSystem.removeFolder(folder));
  };
  const release = onInterruption(discard);
  try {
    // Of `.` the folder above is not told by the path as it is given.
    const above = dirname(resolve(out));
    made = makeFolders(above, realSystem);
    removeAbandoned(above);
    stage = privateStage(above);
    mkdirSync(stage, { mode: 0o700 });
    const content = join(stage, 'content');
    mkdirSync(content);
    await fill(content);
    // What somebody else has put there in the meantime is not written over.
    assertAbsentOrEmpty(out);
    if (existsSync(out)) moveEntries(content, out);
    else renameSync(content, out);
    isFilled = true;
  } catch (cause) {
    if (cause instanceof ContractsError) throw cause;
    throw new ContractsError('io', `cannot write ${out}: ${systemCode(cause)}`, { cause });
  } finally {
    release();
    discard();
  }
}

/** Moves all that stands in one folder into another, or nothing. */
function moveEntries(from: string, to: string): void {
  const moved: string[] = [];
  try {
    for (const name of readdirSync(from)) {
      renameSync(join(from, name), join(to, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) renameSync(join(to, name), join(from, name));
    throw error;
  }
}

/** Throws ContractsError `usage` where something stands at a path, but for an empty folder. */
export function assertAbsentOrEmpty(out: string): void {
  let entries: readonly string[];
  try {
    entries = readdirSync(out);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return;
    throw new ContractsError('usage', `not a folder: ${out}`, { cause });
  }
  if (entries.length > 0) throw new ContractsError('usage', `the folder is not empty: ${out}`);
}
