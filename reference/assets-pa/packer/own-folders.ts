import { dirname, join } from 'node:path';
import { kindOf, lookAt } from '../../archive/look-up.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { CONTROL, FINGERPRINTS, LANE, QUARANTINE } from './workspace-layout.ts';

const OWN = [CONTROL, LANE, dirname(FINGERPRINTS), QUARANTINE];

/** What stands where a folder is needed; the path is from the project. */
export interface Obstacle {
  readonly path: string;
  readonly kind: string;
}

/**
 * Whether the folders that the packer keeps for itself are folders, or not there yet. Behind a symbolic link stand the
 * files of somebody else, and nothing is changed there (contracts/assets-pa/v1, operations). Throws ContractsError `io`.
 */
export function checkOwnFolders(project: string, collector: FindingCollector): boolean {
  const obstacles = OWN.flatMap((path) => obstacleAt(project, path) ?? []);
  for (const { path, kind } of obstacles) collector.add('assets-pa/workspace-special-file', { member: path }, { kind });
  return obstacles.length === 0;
}

/**
 * The first on the way to a path of the workspace, itself included, that is no folder; undefined where there is none.
 * `assets/` itself may be a link: the project's owner says so where the workspace is. Throws ContractsError `io`.
 */
export function obstacleOnWay(project: string, path: string): Obstacle | undefined {
  const segments = path.split('/');
  for (const [index] of segments.entries()) {
    if (index === 0) continue;
    const obstacle = obstacleAt(project, segments.slice(0, index + 1).join('/'));
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

function obstacleAt(project: string, path: string): Obstacle | undefined {
  const status = lookAt(join(project, path));
  return status === undefined || status.isDirectory() ? undefined : { path, kind: kindOf(status) };
}
