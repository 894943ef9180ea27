import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workspace } from './workspace.ts';
import { lookAt } from './workspace-document.ts';
import { ASSETS, CONTROL, FINGERPRINTS, OUTPUT, STAGE } from './workspace-layout.ts';

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

/** Names of the files in a stage. */
export function filesOfStage(project: string, stage: string): readonly string[] {
  return readdirSync(join(project, stage)).sort();
}
