import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Reader } from './find-readers.ts';

/** Compiles the readers that call a library of Go or Java, where their `adapter.json` looks for them. */
export function buildReaders(root: string, readers: readonly Reader[]): void {
  for (const { name, folder } of readers) {
    const output = join(root, '.cache/readers', name);
    mkdirSync(output, { recursive: true });
    if (existsSync(join(folder, 'go.mod'))) run('go', ['build', '-trimpath', '-o', join(output, 'read'), '.'], folder);
    if (existsSync(join(folder, 'ReadZip.java'))) run('javac', ['-d', output, 'ReadZip.java'], folder);
  }
}

function run(program: string, args: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${program} does not build ${cwd}: ${error?.message ?? `exit code ${status}`}`);
}
