import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lookAt, realPath } from '../../archive/look-up.ts';
import { attempt, systemCode } from '../../report/attempt.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { Workspace } from './workspace.ts';
import { ASSETS, CONTROL_NAME, DECLARATION, declarationPath, STAGE } from './workspace-layout.ts';

/** A file of fewer bytes is not worth a word. */
const LARGE = 1024 * 1024;

/**
 * Looks at everything below `assets/`: declarations that are not registered, and large files that no asset uses. Links
 * are not followed. Answers with the stages that it came across in folders which are not registered.
 * Throws ContractsError `io` where the system refuses.
 */
export function surveyFolders(workspace: Workspace, collector: FindingCollector): readonly string[] {
  const { project, registry, assets } = workspace;
  const roots = new Set(registry.value.assets.map(({ root }) => root));
  // Of an asset whose declaration was not read, nobody knows what it uses.
  const known = new Set(
    assets.flatMap(({ registered, declared }) => (declared === undefined ? [] : [registered.root])),
  );
  const used = new Set(
    assets.flatMap(({ inputs }) => inputs.flatMap(({ found }) => (found.state === 'file' ? [found.file.path] : []))),
  );
  // Inputs are known by where they really lie, and `assets/` may be a link.
  const root = realPath(join(project, ASSETS)) ?? join(project, ASSETS);
  const strays: string[] = [];
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of entriesOf(join(project, ASSETS, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (path === CONTROL_NAME) continue;
      // What was left behind in a stage is told of by itself.
      if (entry.name === STAGE) {
        if (entry.isDirectory() && !roots.has(folder)) strays.push(`${ASSETS}/${path}`);
        continue;
      }
      const absolute = join(project, ASSETS, path);
      if (entry.isDirectory()) pending.push(path);
      else if (entry.name === DECLARATION) {
        if (folder !== '' && !roots.has(folder))
          collector.add('assets-pa/unregistered-asset', { member: declarationPath(folder) });
      } else if (entry.isFile() && isIn(folder, known)) {
        const size = lookAt(absolute)?.size ?? 0;
        if (size >= LARGE && !used.has(join(root, path))) {
          collector.add('assets-pa/unused-file', { member: `${ASSETS}/${path}` }, { size });
        }
      }
    }
  }
  return strays;
}

// A folder may be gone by now, lie deeper than paths reach, or have a name that is no text: no asset can be there.
const UNREACHABLE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

function entriesOf(folder: string): readonly Dirent[] {
  const entries = attempt(`cannot list the folder ${folder}`, () => {
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      if (UNREACHABLE.includes(systemCode(error))) return [];
      throw error;
    }
  });
  return entries.sort((a, b) => compareCodePoints(a.name, b.name));
}

function isIn(folder: string, roots: ReadonlySet<string>): boolean {
  const segments = folder.split('/');
  return segments.some((_, index) => roots.has(segments.slice(0, index + 1).join('/')));
}
