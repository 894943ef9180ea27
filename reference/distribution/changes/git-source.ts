import { bufferSource } from '../../archive/byte-source.ts';
import { LIMITS } from '../../generated/limits.ts';
import { type GitEdge, runGit } from '../produce/git-facts.ts';
import type { RepositoryReader } from '../resolve/repository-reader.ts';
import type { StateSource, StoredFile } from './state-source.ts';

const ENTRY = /^(?<mode>[0-7]{6}) (?<type>[a-z]+) (?<object>[0-9a-f]+) +(?<size>[0-9]+|-)\t(?<path>.*)$/su;
/** A list takes some hundred bytes a file. */
const MOST_LISTED = 1024 * 1024 * 1024;
const MOST_NAMED = 65_536;
const MOST_COMMITS = 1000;
const SHA1_DIGITS = 40;

interface Blob {
  readonly object: string;
  readonly size: number;
}

/** The state of a repository at a git revision. The root may be a folder of the work tree. Throws ContractsError `usage`. */
export async function gitSource(edge: GitEdge, revision: string): Promise<StateSource> {
  const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const commit = (await runGit(edge, verify, { most: MOST_NAMED })).toString('utf8').trim();
  const files = new Map<string, StoredFile>();
  for (const [path, { object, size }] of await listBlobs(edge, commit, 'dist', MOST_LISTED)) {
    files.set(path, { size, content: async () => object });
  }
  const scheme = commit.length === SHA1_DIGITS ? 'git-sha1' : 'git-sha256';
  return { scheme, files, reader: revisionReader(edge, commit), history: (path) => historyOf(edge, commit, path) };
}

async function* historyOf(edge: GitEdge, commit: string, path: string): AsyncIterable<RepositoryReader> {
  const args = ['log', `--max-count=${MOST_COMMITS}`, '--format=%H', commit, '--', `:(literal)${path}`];
  const commits = (await runGit(edge, args, { most: MOST_LISTED })).toString('utf8').split('\n');
  for (const one of commits) if (one !== '') yield revisionReader(edge, one);
}

/** Reads files as a commit has them. A symbolic link in it is nothing that can be read. */
function revisionReader(edge: GitEdge, commit: string): RepositoryReader {
  return {
    async open(path, most) {
      const blob = (await listBlobs(edge, commit, path, MOST_LISTED)).get(path);
      if (blob === undefined) return { kind: 'absent' };
      const { object, size } = blob;
      if (size > Math.max(most, LIMITS['distribution.index'].value)) {
        return { kind: 'file', source: unread(size), close: () => {} };
      }
      const bytes = await runGit(edge, ['cat-file', 'blob', object], { most: size });
      return { kind: 'file', source: bufferSource(bytes), close: () => {} };
    },
  };
}

// What is larger than the limits is never read.
const unread = (size: number) => ({
  size,
  read(): never {
    throw new RangeError('a file that is too large is not read');
  },
});

async function listBlobs(
  edge: GitEdge,
  commit: string,
  path: string,
  most: number,
): Promise<ReadonlyMap<string, Blob>> {
  const printed = await runGit(edge, ['ls-tree', '-r', '-z', '-l', commit, '--', path], { most });
  const blobs = new Map<string, Blob>();
  for (const line of printed.toString('utf8').split('\0')) {
    const { mode = '', object = '', size = '', path: name = '' } = ENTRY.exec(line)?.groups ?? {};
    if (mode.startsWith('100')) blobs.set(name, { object, size: Number(size) });
  }
  return blobs;
}
