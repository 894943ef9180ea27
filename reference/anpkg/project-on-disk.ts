import { lstatSync } from 'node:fs';
import { basename, join, posix, sep } from 'node:path';
import { openFileSource } from '../archive/byte-source.ts';
import { kindOf, realPath } from '../archive/look-up.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { ProjectFile, ProjectFolder } from './project-folder.ts';

/**
 * A project in a folder on disk. Symbolic links are followed, but what they lead to must lie in the project or, where
 * the scope says so, in the data root. Throws ContractsError `usage` where the project or the data root is no folder,
 * `io` where the system refuses to look a path up.
 */
export function openProjectFolder(path: string, dataRoot?: string): ProjectFolder {
  const project = resolveFolder(path, 'project');
  const data = dataRoot === undefined ? undefined : resolveFolder(dataRoot, 'data root');
  return {
    name: basename(project),
    find(relative, scope) {
      const roots = scope === 'project' || data === undefined ? [project] : [project, data];
      const found = roots.map((root) => look(root, relative, roots));
      return found.find(({ state }) => state === 'file') ?? found.find(({ state }) => state !== 'missing') ?? MISSING;
    },
  };
}

const MISSING: ProjectFile = { state: 'missing' };

function look(root: string, relative: string, roots: readonly string[]): ProjectFile {
  if (relative.startsWith('/')) return { state: 'outside' };
  if (relative.includes('\0')) return MISSING;
  const path = realPath(join(root, relative));
  // A path that leads out does so whether anything is there or not.
  if (path === undefined) return /^\.\.(?:\/|$)/u.test(posix.normalize(relative)) ? { state: 'outside' } : MISSING;
  if (!roots.some((allowed) => isInside(path, allowed))) return { state: 'outside' };
  const status = lstatSync(path);
  return status.isFile()
    ? { state: 'file', path, open: () => openFileSource(path) }
    : { state: 'special', kind: kindOf(status) };
}

function resolveFolder(path: string, what: string): string {
  const resolved = realPath(path);
  if (resolved !== undefined && lstatSync(resolved).isDirectory()) return resolved;
  throw new ContractsError('usage', `the ${what} is not a folder: ${path}`);
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}
