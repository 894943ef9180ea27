import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareCodePoints } from '../../reference/report/code-point-order.ts';

/** A file that a producer must make. */
export interface ExpectedFile {
  readonly bytes: Buffer;
  readonly isExecutable: boolean;
}

/** What a producer must make of a golden's input, by path from the golden's folder: all paths begin with `expected`. */
export type ExpectedFiles = ReadonlyMap<string, ExpectedFile>;

const OWNER_MAY_RUN = 0o100;

/** The files below a folder whose path begins with `expected`; none where there is no such folder. */
export function readExpectedFiles(folder: string): ExpectedFiles {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.startsWith('expected') && statSync(join(folder, path)).isFile())
    .sort(compareCodePoints);
  return new Map(
    paths.map((path) => {
      const isExecutable = Math.floor(statSync(join(folder, path)).mode / OWNER_MAY_RUN) % 2 === 1;
      return [path, { bytes: readFileSync(join(folder, path)), isExecutable }];
    }),
  );
}

/** Puts the files in the place of those that were expected before. */
export function writeExpectedFiles(folder: string, files: ExpectedFiles): void {
  for (const path of readExpectedFiles(folder).keys()) rmSync(join(folder, path));
  for (const [path, { bytes, isExecutable }] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes, { mode: isExecutable ? 0o755 : 0o644 });
  }
}
