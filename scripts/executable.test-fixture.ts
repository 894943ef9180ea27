import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Builds the two programs into a fresh folder. */
export function buildPrograms(): string {
  const folder = mkdtempSync(join(tmpdir(), 'executable-test-'));
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), '--programs', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return folder;
}

/** The kinds of folder that the executable may be copied to: a package.json above it decides what kind of file it is. */
export const PLACES: readonly (readonly [string, string | undefined])[] = [
  ['no package.json', undefined],
  ['a package.json of CommonJS', '{"type":"commonjs"}'],
  ['a package.json of ES modules', '{"type":"module"}'],
  ['a package.json without a type', '{}'],
];

/** Copies the programs to such a folder and gives the folder. */
export function placePrograms(built: string, packageJson: string | undefined): string {
  const folder = mkdtempSync(join(built, 'place-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  if (packageJson !== undefined) writeFileSync(join(folder, 'package.json'), packageJson);
  // Copied without their mode: they are run by the interpreter.
  for (const name of ['package-contracts', 'validate-contracts']) copyFileSync(join(built, name), join(bin, name));
  writeFileSync(join(folder, 'good.json'), '{"a": [1]}');
  writeFileSync(join(folder, 'bad.yaml'), 'a: 1\na: 2\n');
  return folder;
}
