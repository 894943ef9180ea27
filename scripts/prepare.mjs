import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

// What npm runs after it installed: the build. Of a global installation from git, as pre-commit makes one, npm runs it
// in a clone without what the build needs, since `global` is handed down to the installation in that clone too.
const root = join(import.meta.dirname, '..');
const run = (...argv) => {
  const env = { ...process.env, npm_config_global: 'false', npm_config_location: 'project' };
  const { status } = spawnSync('npm', argv, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

if (!existsSync(join(root, 'node_modules/esbuild'))) run('ci', '--include=dev', '--ignore-scripts');
run('run', 'build');
