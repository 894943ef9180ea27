import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt } from '../../report/attempt.ts';
import type { Operation } from './operation.ts';
import type { Workspace } from './workspace.ts';
import { lookAt } from './workspace-document.ts';
import { ASSETS, CONTROL, FINGERPRINTS, OUTPUT, STAGE, STAGED } from './workspace-layout.ts';

/** Stages that an operation has left which was killed: paths from the project, sorted. */
export function findStrays(project: string, workspace: Workspace | undefined): readonly string[] {
  const roots = workspace?.assets.flatMap(({ root, registered }) =>
    root.state === 'folder' ? [`${ASSETS}/${registered.root}`] : [],
  );
  return [OUTPUT, CONTROL, dirname(FINGERPRINTS), ...(roots ?? [])]
    .map((folder) => `${folder}/${STAGE}`)
    .filter((path) => lookAt(join(project, path))?.isDirectory() === true)
    .sort();
}

/**
 * Removes what an operation has staged in a folder, and the folder; what somebody else has put there stays, and so does
 * the folder then. Whether anything was removed. Throws ContractsError `io`.
 */
export function removeStray({ project, system }: Operation, path: string): boolean {
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
