import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, type LaneOwner, thisOwner } from '../process/lane-owner.ts';
import { lookAt } from './look-up.ts';
import { tolerate } from './publish-steps.ts';

const STAGE = /^\.package-contracts-[0-9a-f]{24}\.(\d{1,10})\.(\d*)\.([A-Za-z0-9-]*)\.tmp$/;

/** Where a private folder keeps what stood at its target: it may be somebody's only copy. */
export const REPLACED = 'old';

/** A private path beside what is published. Its name says which process stages there, for when that one is killed. */
export function privateStage(folder: string, owner: LaneOwner = thisOwner()): string {
  const { pid, began, host } = owner;
  return join(folder, `.package-contracts-${randomBytes(12).toString('hex')}.${pid}.${began}.${host}.tmp`);
}

/**
 * Removes from a folder what processes have staged there that were killed: files and folders of this user, whose names
 * tell of a process of this machine that has ended. A folder stays in which something waits that was to be replaced.
 * What cannot be listed or removed stays: no publication is a failure for that.
 */
export function removeAbandoned(folder: string): void {
  const self = thisOwner();
  const names: string[] = [];
  tolerate(() => {
    for (const name of readdirSync(folder)) if (STAGE.test(name)) names.push(name);
  });
  for (const name of names) {
    const [, pid = '', began = '', host = ''] = STAGE.exec(name) ?? [];
    if (isRunning({ pid: Number(pid), began, host }, self)) continue;
    tolerate(() => remove(join(folder, name)));
  }
}

function remove(path: string): void {
  const status = lookAt(path);
  // Into a folder of another user, that one could put a link while it is emptied.
  if (status === undefined || status.uid !== process.getuid?.()) return;
  if (status.isDirectory() ? lookAt(join(path, REPLACED)) === undefined : status.isFile()) {
    rmSync(path, { recursive: true, force: true });
  }
}
