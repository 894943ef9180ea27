import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  type Dir,
  fstatSync,
  lstatSync,
  opendirSync,
  openSync,
  readSync,
  type Stats,
} from 'node:fs';
import { LIMITS } from '../generated/limits.ts';
import { attempt } from '../report/attempt.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { ObservedMember } from '../report/observation.ts';
import { descriptorSource, type FileSource } from './byte-source.ts';
import type { ChunkSink, MemberTap } from './package-members.ts';

/** What stands in a folder that a package cannot hold. Such an entry is not among the members. */
export type FolderProblem =
  | { readonly kind: 'special-file'; readonly path: string; readonly what: string }
  | { readonly kind: 'unsafe-name'; readonly path: string; readonly what: string }
  | { readonly kind: 'limit'; readonly limit: number; readonly unit: string };

/** A folder that was read as a package: the same shape as the reading of an archive. */
export interface FolderReading {
  /** Files, and folders in which nothing counts; sorted by code point. None where a limit is exceeded. */
  readonly members: readonly ObservedMember[];
  /** Where a limit is exceeded, that alone: what else a reader comes by until then depends on its way. */
  readonly problems: readonly FolderProblem[];
  /** Reads a member's bytes again. Throws ContractsError `source-changed` where it is not the same file any more. */
  readMember(path: string, sink: ChunkSink): void;
  /** Opens a file, to be closed by the caller. Throws as `readMember` does. */
  openMember(path: string): FileSource;
  /** Whether the owner of a file may execute it. */
  isExecutable(path: string): boolean;
}

export interface ReadFolderOptions {
  readonly tap?: MemberTap;
  /** Whether the members' SHA-256 are wanted. */
  readonly digest: boolean;
  /** The most entries, where it is not the number of members of an archive; then the bytes in all have no limit. */
  readonly most?: Limit;
}

interface Entry {
  readonly path: string;
  /** Undefined for a folder. */
  readonly status: FileStatus | undefined;
}

/** What is kept of a file's status: there may be very many files. */
interface FileStatus {
  readonly size: number;
  readonly mode: number;
  readonly ino: number;
  readonly dev: number;
}

interface Limit {
  readonly value: number;
  readonly unit: string;
}

const CHUNK_BYTES = 262_144;
const LISTED_AT_ONCE = 1024;

/**
 * Reads a folder as a package. Symbolic links are never followed, below the root; special files are never opened.
 * Stops at the limits of archives, before any file is read. Throws ContractsError `io` where the operating system refuses, and
 * `source-changed` where a file is replaced or shrinks in between.
 */
export function readFolder(root: string, options: ReadFolderOptions): FolderReading {
  const { entries, problems } = listFolder(root, options.most);
  entries.sort((a, b) => compareCodePoints(a.path, b.path));
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const buffer = new Uint8Array(CHUNK_BYTES);
  const members = entries.map(({ path, status }): ObservedMember => {
    if (status === undefined) return { path, type: 'directory', size: 0 };
    const sink = options.tap?.({ path, type: 'file', size: status.size });
    if (!options.digest && sink === undefined) return { path, type: 'file', size: status.size };
    const hash = options.digest ? createHash('sha256') : undefined;
    readWhole(`${root}/${path}`, status, buffer, (chunk) => {
      hash?.update(chunk);
      sink?.(chunk);
    });
    return { path, type: 'file', size: status.size, ...(hash && { sha256: hash.digest('hex') }) };
  });
  return {
    members,
    problems,
    readMember(path, sink) {
      const status = byPath.get(path)?.status;
      if (status === undefined) throw new ContractsError('internal', `no such member: ${path}`);
      readWhole(`${root}/${path}`, status, buffer, sink);
    },
    openMember(path) {
      const status = byPath.get(path)?.status;
      if (status === undefined) throw new ContractsError('internal', `no such member: ${path}`);
      return descriptorSource(openListed(`${root}/${path}`, status), status.size, path);
    },
    isExecutable(path) {
      return ((byPath.get(path)?.status?.mode ?? 0) & constants.S_IXUSR) !== 0;
    },
  };
}

function listFolder(root: string, own: Limit | undefined): { entries: Entry[]; problems: FolderProblem[] } {
  const entries: Entry[] = [];
  const problems: FolderProblem[] = [];
  const pending: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  let total = 0;
  let seen = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const most = own ?? LIMITS['archive.members'];
    const names = listNames(folder.path === '' ? root : `${root}/${folder.path}`, most.value - seen);
    if (names === undefined) return beyond(most);
    seen += names.length;
    let counted = 0;
    for (const raw of names) {
      const bytes = Buffer.from(raw, 'latin1');
      const name = bytes.toString('utf8');
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      const unsafe = unsafeName(name, bytes);
      if (unsafe !== undefined) problems.push({ kind: 'unsafe-name', path, what: unsafe });
      // A name that is not UTF-8 cannot be opened by its text; the entry is left out.
      if (!Buffer.from(name, 'utf8').equals(bytes)) continue;
      const exceeded = limitBreach(path, bytes.length, folder.depth + 1);
      if (exceeded !== undefined) return beyond(exceeded);
      const status = attempt(`cannot read ${path}`, () => lstatSync(`${root}/${path}`));
      if (status.isDirectory()) pending.push({ path, depth: folder.depth + 1 });
      else if (status.isFile()) {
        total += status.size;
        if (own === undefined && total > LIMITS['archive.total'].value) return beyond(LIMITS['archive.total']);
        const { size, mode, ino, dev } = status;
        entries.push({ path, status: { size, mode, ino, dev } });
      } else {
        problems.push({ kind: 'special-file', path, what: specialKind(status) });
        continue;
      }
      counted += 1;
    }
    if (counted === 0 && folder.path !== '') entries.push({ path: folder.path, status: undefined });
  }
  return { entries, problems };
}

function beyond({ value, unit }: Limit): { entries: Entry[]; problems: FolderProblem[] } {
  return { entries: [], problems: [{ kind: 'limit', limit: value, unit }] };
}

/** The names in a folder, sorted, a character for each byte; undefined where there are more than `most`. */
function listNames(path: string, most: number): string[] | undefined {
  const directory = attempt(`cannot list the folder ${path}`, () =>
    opendirSync(path, { encoding: 'latin1', bufferSize: LISTED_AT_ONCE }),
  );
  const next = (open: Dir): string | undefined =>
    attempt(`cannot list the folder ${path}`, () => open.readSync()?.name);
  try {
    const names: string[] = [];
    for (let name = next(directory); name !== undefined; name = next(directory)) {
      if (names.length === most) return undefined;
      names.push(name);
    }
    // Which entry is the first beyond a limit must not depend on the file system.
    return names.sort();
  } finally {
    directory.closeSync();
  }
}

function limitBreach(path: string, segmentBytes: number, depth: number): Limit | undefined {
  const measured = [
    [LIMITS['archive.segment'], segmentBytes],
    [LIMITS['archive.name'], Buffer.byteLength(path)],
    [LIMITS['archive.depth'], depth],
  ] as const;
  return measured.find(([limit, actual]) => actual > limit.value)?.[0];
}

function unsafeName(name: string, bytes: Uint8Array): string | undefined {
  if (!Buffer.from(name, 'utf8').equals(bytes)) return 'bytes that are not UTF-8';
  if (/[\0-\x1f\x7f-\x9f]/.test(name)) return 'a control character';
  if (name.includes('\\')) return 'a backslash';
  return undefined;
}

function specialKind(status: Stats): string {
  if (status.isSymbolicLink()) return 'symbolic link';
  if (status.isFIFO()) return 'named pipe';
  if (status.isSocket()) return 'socket';
  return 'device';
}

/** Opens a file as it was listed. */
function openListed(path: string, expected: FileStatus): number {
  // O_NOFOLLOW and O_NONBLOCK: what was a regular file in the listing may have been replaced since.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const descriptor = attempt(`cannot open ${path}`, () => openSync(path, flags));
  const status = fstatSync(descriptor);
  if (!status.isFile() || status.ino !== expected.ino || status.dev !== expected.dev) {
    closeSync(descriptor);
    throw new ContractsError('source-changed', `the file was replaced while the folder was read: ${path}`);
  }
  return descriptor;
}

function readWhole(path: string, expected: FileStatus, buffer: Uint8Array, sink: ChunkSink): void {
  const descriptor = openListed(path, expected);
  try {
    let position = 0;
    while (position < expected.size) {
      const wanted = Math.min(buffer.length, expected.size - position);
      const count = attempt(`cannot read ${path}`, () => readSync(descriptor, buffer, 0, wanted, position));
      if (count === 0) throw new ContractsError('source-changed', `the file shrank while it was read: ${path}`);
      sink(buffer.subarray(0, count));
      position += count;
    }
  } finally {
    closeSync(descriptor);
  }
}
