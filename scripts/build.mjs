import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

// Builds dist/: the library by tsc, and the two programs, each one self-contained file of the same bytes.
const root = join(import.meta.dirname, '..');
const only = process.argv.includes('--programs') ? 'programs' : 'all';

if (only === 'all') {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'reference/tsconfig.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const text = await bundleProgram();
mkdirSync(join(root, 'dist/bin'), { recursive: true });
for (const name of ['package-contracts', 'validate-contracts']) {
  const path = join(root, 'dist/bin', name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

// A file without an extension is CommonJS or an ES module by the package.json above it, so the body must be both:
// a function that gets `require` from a builtin that either kind of module can reach.
async function bundleProgram() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['reference/cli/main.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'none',
    // Sources are read again at every start; smaller ones are parsed sooner.
    minify: true,
    keepNames: false,
    // `import.meta` would be empty in this body: nothing may rely on it.
    logOverride: { 'empty-import-meta': 'error' },
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error('esbuild wrote nothing');
  const body = bundle.text.replace(/^#!.*\n/, '').trimEnd();
  const require = 'process.getBuiltinModule("node:module").createRequire(process.execPath)';
  return `#!/usr/bin/env node\n(function(require,module,exports){${body}\n})(${require},{exports:{}},{});\n`;
}
