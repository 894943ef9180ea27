import { dirname, join } from 'node:path';
import { synchroniseFolder, tolerate } from '../../archive/publish-steps.ts';
import { makeFolders } from '../../archive/publish-system.ts';
import { attempt } from '../../report/attempt.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { Operation } from './operation.ts';
import type { Change } from './operation-result.ts';
import { obstacleOnWay } from './own-folders.ts';

/** The folder of an asset that is to be moved; paths from the project. */
export interface RootMove {
  readonly from: string;
  readonly to: string;
}

export interface PlannedMove {
  /** None where the folder has been moved already. */
  readonly changes: readonly Change[];
  /** Moves the folder, and then does what belongs to it; where that fails, the folder is moved back. */
  around(task: () => Promise<void>): Promise<void>;
}

/**
 * Plans the move of an asset's folder. Where it is gone from where it was, an earlier run has moved it, or its owner
 * has: then there is nothing left to move. Nothing is moved from behind a symbolic link, nor to there.
 * Throws ContractsError `usage` where a link is on the way or something stands at the target and at the source, and `io`.
 */
export function moveRoot({ project, system }: Operation, { from, to }: RootMove): PlannedMove {
  for (const path of [from, dirname(to)]) assertFolders(project, path);
  const [source, target] = [join(project, from), join(project, to)];
  const isThere = attempt(`cannot look up ${from}`, () => system.kindOf(source)) !== 'nothing';
  if (!isThere) return { changes: [], around: (task) => task() };
  if (attempt(`cannot look up ${to}`, () => system.kindOf(target)) !== 'nothing') {
    throw new ContractsError('usage', `something stands at ${to} already`);
  }
  return {
    changes: [{ action: 'move', path: from, to }],
    async around(task) {
      const above = dirname(target);
      const made = attempt(`cannot make the folder ${dirname(to)}`, () => makeFolders(above, system));
      try {
        attempt(`cannot move ${from}`, () => system.rename(source, target));
      } catch (error) {
        for (const folder of made) tolerate(() => system.removeFolder(folder));
        throw error;
      }
      for (const folder of [above, dirname(source)]) synchroniseFolder(folder, system);
      try {
        await task();
      } catch (error) {
        tolerate(() => system.rename(target, source));
        for (const folder of made) tolerate(() => system.removeFolder(folder));
        throw error;
      }
    },
  };
}

function assertFolders(project: string, path: string): void {
  const obstacle = obstacleOnWay(project, path);
  if (obstacle === undefined) return;
  throw new ContractsError('usage', `${obstacle.path} is ${obstacle.kind}, and nothing is moved but folders`);
}
