import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onInterruption } from '../archive/interruption.ts';
import { isRunning, type ProcessOwner, thisOwner } from '../archive/process-owner.ts';
import { tolerate } from '../archive/publish-steps.ts';
import { makeFolders, type PublishSystem, realSystem } from '../archive/publish-system.ts';
import { attempt } from '../report/attempt.ts';
import { ContractsError } from '../report/contracts-error.ts';

export interface LaneRequest {
  /** Folder of the lane, which belongs to it alone. */
  readonly folder: string;
  /** What sets this entrant apart from every other one: 16 or more hex digits, drawn at random. */
  readonly ticket: string;
  /** Milliseconds to wait while others hold the lane. */
  readonly patience: number;
  readonly owner?: ProcessOwner;
  /** The operating system; another one in tests. */
  readonly system?: PublishSystem;
}

const PAUSE = 25;
/** Two that enter at once see each other: the one with the lower ticket stays for that long at least. */
const COURTESY = 500;
const ENTRANT = /^([0-9a-f]{16,64})\.(\d{1,10})\.(\d*)\.([A-Za-z0-9-]*)\.lane$/;

/**
 * Runs a task while nobody else runs one in the same lane, on this machine or another that shares the folder.
 *
 * Each entrant puts down a file of its own, whose name says who it is, and then looks: who sees no other that still runs
 * has the lane. Of two that see each other the one with the higher ticket goes back and comes again. Nothing has to be
 * taken over from a process that was killed: its file counts for nothing, and is removed.
 * Throws ContractsError `busy` where the lane stays taken, `io` where the system refuses, and what the task throws.
 */
export async function inWriteLane<T>(request: LaneRequest, task: () => Promise<T>): Promise<T> {
  const { folder, ticket, owner = thisOwner(), system = realSystem } = request;
  attempt(`cannot make the folder ${folder}`, () => makeFolders(folder, system));
  const own = join(folder, `${ticket}.${owner.pid}.${owner.began}.${owner.host}.lane`);
  const leave = (): void => tolerate(() => system.remove(own));
  const release = onInterruption(leave);
  try {
    await enter(own, request, system);
    return await task();
  } finally {
    release();
    leave();
  }
}

async function enter(
  own: string,
  { folder, ticket, patience, owner = thisOwner() }: LaneRequest,
  system: PublishSystem,
): Promise<void> {
  let isIn = false;
  for (let waited = 0; ; waited += PAUSE) {
    if (!isIn) put(own, system);
    isIn = true;
    const others = entrantsOf(folder, system).filter((other) => other.ticket !== ticket);
    const [first] = others;
    if (first === undefined) return;
    const mayStay = others.every((other) => ticket < other.ticket);
    if (waited >= Math.max(patience, mayStay ? COURTESY : 0)) {
      // Whether a process of another machine still runs cannot be asked from here.
      const elsewhere = first.host === owner.host ? '' : `; if it has ended, remove ${join(folder, first.name)}`;
      throw new ContractsError(
        'busy',
        `another operation works on the workspace (process ${first.pid} on ${first.host}${elsewhere})`,
        {
          remediation: 'Wait until it has ended, and run this again.',
        },
      );
    }
    if (!mayStay) {
      attempt('cannot leave the lane', () => system.remove(own));
      isIn = false;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function put(own: string, system: PublishSystem): void {
  attempt(`cannot write ${own}`, () => system.close(system.create(own, 0o644)));
}

interface Entrant extends ProcessOwner {
  /** Name of its file in the lane. */
  readonly name: string;
  readonly ticket: string;
}

/** Who is in the lane and still runs; what others have left there is removed. */
function entrantsOf(folder: string, system: PublishSystem): readonly Entrant[] {
  const names = attempt(`cannot read the folder ${folder}`, () => readdirSync(folder)).sort();
  return names.flatMap((name) => {
    const [, ticket = '', pid = '', began = '', host = ''] = ENTRANT.exec(name) ?? [];
    if (ticket === '') return [];
    const entrant = { name, ticket, pid: Number(pid), began, host };
    if (isRunning(entrant)) return [entrant];
    tolerate(() => system.remove(join(folder, name)));
    return [];
  });
}
