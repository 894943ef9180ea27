import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from './bundle-program.mjs';

// Builds dist/: the library by tsc, and the two programs, each one self-contained file of the same bytes.
// With --programs, the programs alone.
const root = join(import.meta.dirname, '..');

if (!process.argv.includes('--programs')) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'reference/tsconfig.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const program = await bundleProgram(root);
mkdirSync(join(root, 'dist/bin'), { recursive: true });
for (const name of ['package-contracts', 'validate-contracts']) {
  const path = join(root, 'dist/bin', name);
  writeFileSync(path, program);
  chmodSync(path, 0o755);
}
