import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HttpProblem } from './http-problem.ts';

const PROJECT_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const SIDECAR_BYTES = 1024 * 1024;

/**
 * Finds the folder of the named project directly under the root, symbolic links resolved, and checks that the project
 * was authored here. Throws HttpProblem, in this order: 400 for a name outside of the pattern, 404 where no such folder
 * is (or it is a link that leads out of the root), 409 where the sidecar does not say `authored: true`.
 */
export async function findProject(root: string | undefined, name: string): Promise<string> {
  const folder = await findProjectFolder(root, name);
  if (!(await isAuthored(folder))) {
    throw new HttpProblem(409, `Project '${name}' was imported and cannot be exported`, { code: 'imported_project' });
  }
  return folder;
}

/**
 * The folder of the named project, symbolic links resolved, whoever made it. Throws HttpProblem 400 for a name outside of
 * the pattern, 404 where no such folder is.
 */
export async function findProjectFolder(root: string | undefined, name: string): Promise<string> {
  if (!PROJECT_NAME.test(name)) throw new HttpProblem(400, 'Invalid project name');
  const folder = await confinedFolder(root, name);
  if (folder === undefined) throw new HttpProblem(404, `Project '${name}' not found`);
  return folder;
}

async function confinedFolder(root: string | undefined, name: string): Promise<string | undefined> {
  if (root === undefined) return undefined;
  try {
    const resolvedRoot = await realpath(root);
    const folder = await realpath(join(resolvedRoot, name));
    // A link to a sibling is still a project of this root; anything else is outside.
    if (dirname(folder) !== resolvedRoot || !(await stat(folder)).isDirectory()) return undefined;
    return folder;
  } catch {
    return undefined;
  }
}

async function isAuthored(folder: string): Promise<boolean> {
  try {
    const path = join(folder, 'workbench.json');
    const status = await stat(path);
    if (!status.isFile() || status.size > SIDECAR_BYTES) return false;
    const sidecar: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof sidecar === 'object' && sidecar !== null && 'authored' in sidecar && sidecar.authored === true;
  } catch {
    return false;
  }
}
