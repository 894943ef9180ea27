import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lookAt } from './look-up.ts';
import { isRunning, type ProcessOwner, thisOwner } from './process-owner.ts';
import { tolerate } from './publish-steps.ts';

const STAGE = /^\.package-contracts-[0-9a-f]{24}\.(\d{1,10})\.(\d*)\.([A-Za-z0-9-]*)\.tmp$/;

/** Where a private folder keeps what stood at its target: it may be somebody's only copy. */
export const REPLACED = 'old';

/**
 * Who stages from here. Machines and containers that share a folder may have one name, and each counts its processes for
 * itself: where the system says what sets them apart, that belongs to the name.
 */
export function thisStager(): ProcessOwner {
  const owner = thisOwner();
  const host = createHash('sha256').update(`${owner.host}\n${numberSpace()}`).digest('hex').slice(0, 16);
  return { ...owner, host };
}

// Linux: this start of the machine, and the namespace in it that the numbers of processes are of.
function numberSpace(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1') + readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** A private path beside what is published. Its name says which process stages there, for when that one is killed. */
export function privateStage(folder: string, owner: ProcessOwner = thisStager()): string {
  const { pid, began, host } = owner;
  return join(folder, `.package-contracts-${randomBytes(12).toString('hex')}.${pid}.${began}.${host}.tmp`);
}

/**
 * Removes from a folder what processes have staged there that were killed: files and folders of this user, whose names
 * tell of a process that was begun where this one was, and has ended. A folder stays in which something waits that was
 * to be replaced. What cannot be listed or removed stays: no publication is a failure for that.
 */
export function removeAbandoned(folder: string): void {
  const self = thisStager();
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
