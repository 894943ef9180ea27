import { join } from 'node:path';
import type { RunProcess } from '../../process/run-process.ts';
import { ContractsError } from '../../report/contracts-error.ts';

/** Runs git in a repository; its settings do not come from whoever calls. */
export interface GitEdge {
  /** Absolute path of git. */
  readonly git: string;
  readonly root: string;
  readonly path: string;
  readonly run: RunProcess;
}

/** What git says of the commit that is checked out. */
export interface GitFacts {
  readonly gitRev: string;
  /** Whether nothing but what is published below `dist`, and what producers leave beside it, differs from the commit. */
  readonly isTreeClean: boolean;
  /** When the commit was made, in seconds since 1970. */
  readonly commitTime: number;
  /** Where `origin` leads to, as a URI without a user name; undefined where there is none. */
  readonly repository: string | undefined;
}

const SECONDS = 600;
const MOST_OUTPUT = 1024 * 1024;
const NOT_SOURCES = ['dist', '.distribution-lane', '.distribution-stage-*'];
/** All of the work tree, also where the repository is a folder within it. */
const WHOLE_TREE = ':/';

/** Asks git for the facts of a release. Throws ContractsError `usage` where the folder is no repository with a commit. */
export async function readGitFacts(edge: GitEdge): Promise<GitFacts> {
  const gitRev = (await git(edge, ['rev-parse', '--verify', 'HEAD'])).trim();
  const excluded = NOT_SOURCES.map((path) => `:(exclude)${path}`);
  const changes = await git(edge, ['status', '--porcelain', '--untracked-files=all', '--', WHOLE_TREE, ...excluded]);
  const commitTime = Number((await git(edge, ['show', '-s', '--format=%ct', 'HEAD'])).trim());
  const origin = await git(edge, ['config', '--get', 'remote.origin.url']).catch(() => '');
  return { gitRev, isTreeClean: changes === '', commitTime, repository: toUri(origin.trim()) };
}

/**
 * Writes all files of the commit into a folder, without touching the index or the work tree, and says where the repository
 * stands within it: it may be a folder of the work tree, and builds with what stands beside it.
 */
export async function checkOut(edge: GitEdge, folder: string, index: string): Promise<string> {
  const [up, down] = [await pathOf(edge, '--show-cdup'), await pathOf(edge, '--show-prefix')];
  const environment = { GIT_INDEX_FILE: index };
  // From a folder within, git would write the files of that folder alone.
  const top = { ...edge, root: join(edge.root, up) };
  await git(top, ['read-tree', 'HEAD'], environment);
  await git(top, ['checkout-index', '--all', '--force', `--prefix=${join(folder, '/')}`], environment);
  return join(folder, down);
}

async function pathOf(edge: GitEdge, option: string): Promise<string> {
  return (await git(edge, ['rev-parse', option])).replace(/\n$/u, '');
}

async function git(
  edge: GitEdge,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  return (await runGit(edge, args, { environment, most: MOST_OUTPUT })).toString('utf8');
}

/**
 * What git prints, which is at most so many bytes. Throws ContractsError `usage` where it fails, and `io` where it prints
 * more.
 */
export async function runGit(
  { git: file, root, path, run }: GitEdge,
  args: readonly string[],
  { environment = {}, most }: { readonly environment?: Readonly<Record<string, string>>; readonly most: number },
): Promise<Buffer> {
  const ended = await run({
    file,
    args: ['-c', 'core.autocrlf=false', '-c', 'core.quotePath=true', ...args],
    folder: root,
    seconds: SECONDS,
    outputLimit: most,
    // Nothing of the caller's settings: the same commit gives the same files everywhere.
    environment: { PATH: path, LC_ALL: 'C', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...environment },
  });
  if (ended.kind !== 'exit' || ended.code !== 0) {
    throw new ContractsError('usage', `git ${args[0]} failed in the repository`, {
      remediation: 'Name the root of a git repository with a commit.',
    });
  }
  if (ended.isCut) throw new ContractsError('io', `git ${args[0]} printed more than ${most} bytes`);
  return ended.output;
}

/** `user@host:path`, as ssh takes it, as a URI. A user name or password is no part of where a repository is. */
function toUri(origin: string): string | undefined {
  if (origin === '') return undefined;
  const short = /^(?:[^@/:]+@)?([^/:@]+):(?!\/\/)(.+)$/u.exec(origin);
  if (short !== null) return `ssh://${short[1]}/${short[2]?.replace(/^\/+/u, '')}`;
  return /^[a-z][a-z0-9+.-]*:/u.test(origin) ? origin.replace(/:\/\/(?:[^/]*)@/u, '://') : undefined;
}
