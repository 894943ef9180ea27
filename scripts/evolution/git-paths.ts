import { spawnSync } from 'node:child_process';

/** Every file of the working tree that git tracks or would. */
export function workingPaths(root: string): readonly string[] {
  return listOf(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
}

/** Paths that differ between a revision and the working tree, with those that git does not know yet; both of a rename. */
export function changedPaths(root: string, revision: string): readonly string[] {
  const changed = listOf(root, 'diff', '--name-only', '--no-renames', '-z', revision);
  return [...changed, ...listOf(root, 'ls-files', '-z', '--others', '--exclude-standard')];
}

/** Paths that a revision holds and the working tree holds otherwise, or no more. */
export function alteredPaths(root: string, revision: string): readonly string[] {
  return listOf(root, 'diff', '--name-only', '--no-renames', '--diff-filter=a', '-z', revision);
}

/** Text of a file as a revision holds it; empty where it holds none. */
export function textAt(root: string, revision: string, path: string): string {
  const { status, stdout } = git(root, 'show', `${revision}:${path}`);
  return status === 0 ? stdout : '';
}

/** The commit that a revision names, or undefined where it names none. */
export function commitOf(root: string, revision: string): string | undefined {
  const { status, stdout } = git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  return status === 0 ? stdout.trim() : undefined;
}

function listOf(root: string, ...parameters: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = git(root, ...parameters);
  if (status !== 0) throw new Error(`git ${parameters[0]} failed: ${stderr.trim()}`);
  return stdout.split('\0').filter((path) => path !== '');
}

function git(root: string, ...parameters: readonly string[]) {
  return spawnSync('git', parameters, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
