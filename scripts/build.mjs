import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleProgram } from './bundle-program.mjs';

// Builds dist/: the library by tsc, and the two programs, each one self-contained file of the same bytes.
// With --programs [FOLDER], the programs alone, into the folder.
const root = join(import.meta.dirname, '..');
const alone = process.argv.indexOf('--programs');
const bin = alone < 0 ? join(root, 'dist/bin') : resolve(process.argv[alone + 1] ?? join(root, 'dist/bin'));

if (alone < 0) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'reference/tsconfig.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const { program } = await bundleProgram(root);
mkdirSync(bin, { recursive: true });
for (const name of ['package-contracts', 'validate-contracts']) {
  const path = join(bin, name);
  writeFileSync(path, program);
  chmodSync(path, 0o755);
}
// Either kind of module runs; CommonJS starts some milliseconds sooner.
if (alone < 0) writeFileSync(join(bin, 'package.json'), '{"type":"commonjs"}\n');
