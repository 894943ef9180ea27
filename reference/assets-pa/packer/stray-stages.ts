import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lookAt } from '../../archive/look-up.ts';
import { tolerate } from '../../archive/publish-steps.ts';
import { attempt } from '../../report/attempt.ts';
import type { Operation } from './operation.ts';
import type { Workspace } from './workspace.ts';
import { ASSETS, CONTROL, FINGERPRINTS, OUTPUT, STAGE, STAGED } from './workspace-layout.ts';

const PUBLISHED_IN = [OUTPUT, CONTROL, dirname(FINGERPRINTS)];

/** Stages that an operation has left which was killed: paths from the project, sorted. */
export function findStrays(project: string, workspace: Workspace | undefined): readonly string[] {
  const roots = workspace?.assets.flatMap(({ root, registered }) =>
    root.state === 'folder' ? [`${ASSETS}/${registered.root}`] : [],
  );
  return [...PUBLISHED_IN, ...(roots ?? [])]
    .map((folder) => `${folder}/${STAGE}`)
    .filter((path) => lookAt(join(project, path))?.isDirectory() === true)
    .sort();
}

/**
 * Removes what an operation has staged in a folder, and the folder; what somebody else has put there stays, and so does
 * the folder then. Whether anything was removed. Throws ContractsError `io`.
 */
export function removeStray({ project, system }: Operation, path: string): boolean {
  // What was mended before may have been staged there, and has left nothing.
  if (lookAt(join(project, path))?.isDirectory() !== true) return false;
  return attempt(`cannot remove ${path}`, () => {
    const names = readdirSync(join(project, path)).sort();
    const staged = names.filter(
      (name) => STAGED.includes(name) && lookAt(join(project, path, name))?.isFile() === true,
    );
    for (const name of staged) system.remove(join(project, path, name));
    if (staged.length === names.length) system.removeFolder(join(project, path));
    return staged.length === names.length || staged.length > 0;
  });
}

/**
 * Removes stages in which nothing is left, from folders of the project: what was killed while it tidied up had done
 * everything else, so that no later run stages there again. Only for whoever has the lane.
 */
export function dropEmptyStages(
  { project, system }: Pick<Operation, 'project' | 'system'>,
  folders: readonly string[] = PUBLISHED_IN,
): void {
  for (const folder of folders) {
    const stage = join(project, folder, STAGE);
    if (lookAt(stage)?.isDirectory() === true) tolerate(() => system.removeFolder(stage));
  }
}
