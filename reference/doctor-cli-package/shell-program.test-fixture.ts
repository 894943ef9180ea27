import { chmodSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const REPORT = '{"schema_version":"doctor-core-report-v1"}';

/** What a small shell program does when its smoke runs it. */
export interface ShellProgram {
  /** Shell commands for `--version`. */
  readonly version?: string;
  /** Shell commands for the report. */
  readonly report?: string;
}

/** Text of a program that needs /bin/sh alone. */
export function shellProgram({ version = 'echo demo 1.2.0', report = `echo '${REPORT}'` }: ShellProgram = {}): string {
  return `#!/bin/sh
if [ "$*" = --version ]; then
  ${version}
elif [ "$*" = "--format json --color never doctor report-contract" ]; then
  ${report}
else
  exit 64
fi
`;
}

/** Writes an executable file and gives its path. */
export function writeProgram(folder: string, text: string, name = 'program.sh'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** Every entry below a folder with its mode and content, hidden ones included. */
export function snapshot(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    entries.map((path) => {
      const status = lstatSync(join(folder, path));
      const mode = (status.mode % 0o1000).toString(8);
      return [path, status.isFile() ? `${mode} ${readFileSync(join(folder, path), 'latin1')}` : `${mode} folder`];
    }),
  );
}
