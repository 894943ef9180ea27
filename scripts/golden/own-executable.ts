import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const REPORT = ['--format', 'json', '--color', 'never', 'doctor', 'report-contract'];

let built: string | undefined;

/** Path of the executable, built once for this process from the sources as they are. */
export function ownExecutable(): string {
  built ??= build();
  return join(built, 'package-contracts');
}

/** What a golden of the executable cannot state, since each change of the sources changes it. */
export interface ExecutableFacts {
  readonly program: Buffer;
  /** By placeholder. */
  readonly texts: ReadonlyMap<string, string>;
}

export function executableFacts(path: string): ExecutableFacts {
  const program = readFileSync(path);
  const texts = new Map([
    ['@SIZE@', String(program.length)],
    ['@SHA256@', sha256(program)],
    ['@VERSION@', run(path, ['--version']).toString().trim()],
    ['@REPORT_SHA256@', sha256(run(path, REPORT))],
  ]);
  return { program, texts };
}

/** Has the executable package itself into a folder below `expected`, as a user would; the reasons where it cannot. */
export function packageOwnExecutable(folder: string, flags: readonly string[]): readonly string[] {
  const expected = join(folder, 'expected');
  mkdirSync(expected);
  const args = ['--format', 'json', 'doctor', 'package-cli', '--out-dir', join(expected, 'package'), ...flags];
  const { status, stdout, stderr, error } = spawnSync(ownExecutable(), args);
  if (status !== 0) return [error?.message ?? String(stderr)];
  writeFileSync(join(expected, 'payload.json'), stdout);
  return [];
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function build(): string {
  const folder = mkdtempSync(join(tmpdir(), 'own-executable-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), '--programs', folder]);
  if (status !== 0) throw new Error(String(stderr));
  return folder;
}

function run(program: string, args: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args);
  if (status !== 0) throw new Error(String(stderr));
  return stdout;
}
