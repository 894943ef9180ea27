import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

// `difference FILE` writes what differs from the last commit, new files and binary ones included, as a patch that
// `git apply` takes, and prints which files; neither the index nor the files are touched.
const [target] = process.argv.slice(2);
if (target === undefined) {
  console.error('difference: name the file to write');
  process.exitCode = 2;
} else writeDifference(resolve(target));

function writeDifference(path: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'difference-'));
  const index = join(folder, 'index');
  const own = git(['rev-parse', '--git-path', 'index']).toString().trim();
  // Saves reading every file again.
  if (existsSync(own)) copyFileSync(own, index);
  git(['add', '--all'], index);
  const patch = git(['diff', '--cached', '--binary', 'HEAD'], index);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, patch);
  const names = git(['diff', '--cached', '--name-status', '--no-renames', 'HEAD'], index).toString();
  console.log(names === '' ? 'nothing differs from the last commit' : names.trimEnd());
  rmSync(folder, { recursive: true });
}

function git(parameters: readonly string[], index?: string): Buffer {
  const { status, stdout, stderr } = spawnSync('git', parameters, {
    env: index === undefined ? process.env : { ...process.env, GIT_INDEX_FILE: index },
    maxBuffer: 1024 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`git ${parameters[0]}: ${stderr}`);
  return stdout;
}
