import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../report/attempt.ts';

const FOLDERS = ['', 'bin', 'config'];

/** Makes the folders of a package below a stage, with modes that no umask narrows. Throws ContractsError `io`. */
export function makePackageFolders(stage: string): void {
  attempt('cannot make the folders of the package', () => {
    for (const folder of FOLDERS) {
      const path = join(stage, folder);
      if (folder !== '') mkdirSync(path);
      chmodSync(path, 0o755);
    }
  });
}

/** Writes a document of the package with the mode 0644, whatever the umask. Throws ContractsError `io`. */
export function writePackageFile(stage: string, path: string, text: string): void {
  attempt(`cannot write ${path}`, () => {
    const target = join(stage, path);
    writeFileSync(target, text, { flag: 'wx', mode: 0o600 });
    chmodSync(target, 0o644);
  });
}
