import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** The process that a file or folder is of: enough to tell later whether it still runs. */
export interface ProcessOwner {
  readonly pid: number;
  /** When the process began, as its system counts; empty where the system does not say. */
  readonly began: string;
  /** Name of the machine, as far as it is made of letters, digits and hyphens. */
  readonly host: string;
}

/** This process. */
export function thisOwner(): ProcessOwner {
  return {
    pid: process.pid,
    began: beginningOf(process.pid) ?? '',
    host: hostname().replaceAll(/[^A-Za-z0-9-]/g, '-'),
  };
}

/** Whether the process still runs. One on another machine cannot be asked, and counts as running. */
export function isRunning(owner: ProcessOwner, self: ProcessOwner = thisOwner()): boolean {
  if (owner.host !== self.host) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // Numbers of processes are used again: one that began at another moment is another process.
  const began = beginningOf(owner.pid);
  return began === undefined || owner.began === '' || began === owner.began;
}

// Linux: field 22 of the status line, in clock ticks since the machine began. The name before it may hold anything.
function beginningOf(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    // A process that has ended and was not waited for still has a number, and holds nothing any more.
    return fields[0] === 'Z' ? 'ended' : fields[19];
  } catch {
    return undefined;
  }
}
