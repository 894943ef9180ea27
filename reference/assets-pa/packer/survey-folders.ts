import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../../report/attempt.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { Workspace } from './workspace.ts';
import { lookAt } from './workspace-document.ts';
import { ASSETS, CONTROL_NAME, DECLARATION, declarationPath, STAGE } from './workspace-layout.ts';

/** A file of fewer bytes is not worth a word. */
const LARGE = 1024 * 1024;

/**
 * Looks at everything below `assets/`: declarations that are not registered, and large files that no asset uses. Links
 * are not followed. Throws ContractsError `io` where the system refuses.
 */
export function surveyFolders(workspace: Workspace, collector: FindingCollector): void {
  const { project, registry, assets } = workspace;
  const roots = new Set(registry.value.assets.map(({ root }) => root));
  const used = new Set(
    assets.flatMap(({ inputs }) => inputs.flatMap(({ found }) => (found.state === 'file' ? [found.file.path] : []))),
  );
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of entriesOf(join(project, ASSETS, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      // What was left behind in a stage is told of by itself.
      if (path === CONTROL_NAME || entry.name === STAGE) continue;
      const absolute = join(project, ASSETS, path);
      if (entry.isDirectory()) pending.push(path);
      else if (entry.name === DECLARATION && !roots.has(folder)) {
        if (folder !== '') collector.add('assets-pa/unregistered-asset', { member: declarationPath(folder) });
      } else if (entry.isFile() && isIn(folder, roots)) {
        const size = lookAt(absolute)?.size ?? 0;
        if (size >= LARGE && !used.has(absolute)) {
          collector.add('assets-pa/unused-file', { member: `${ASSETS}/${path}` }, { size });
        }
      }
    }
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  const entries = attempt(`cannot list the folder ${folder}`, () => readdirSync(folder, { withFileTypes: true }));
  return entries.sort((a, b) => compareCodePoints(a.name, b.name));
}

function isIn(folder: string, roots: ReadonlySet<string>): boolean {
  const segments = folder.split('/');
  return segments.some((_, index) => roots.has(segments.slice(0, index + 1).join('/')));
}
