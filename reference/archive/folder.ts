import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, type Stats } from 'node:fs';
import { LIMITS } from '../generated/limits.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import { ContractsError } from '../report/contracts-error.ts';
import type { ObservedMember } from '../report/observation.ts';
import { descriptorSource, type FileSource } from './byte-source.ts';
import type { ChunkSink, MemberTap } from './package-members.ts';

/** What stands in a folder that a package cannot hold. Such an entry is not among the members. */
export type FolderProblem =
  | { readonly kind: 'special-file'; readonly path: string; readonly what: string }
  | { readonly kind: 'unsafe-name'; readonly path: string; readonly what: string }
  | { readonly kind: 'limit'; readonly path: string; readonly limit: number; readonly unit: string };

/** A folder that was read as a package: the same shape as the reading of an archive. */
export interface FolderReading {
  /** Files, and folders that are empty; sorted by code point. */
  readonly members: readonly ObservedMember[];
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
}

interface Entry {
  readonly path: string;
  /** Undefined for a folder. */
  readonly status: Stats | undefined;
}

const CHUNK_BYTES = 262_144;

/**
 * Reads a folder as a package. Symbolic links are never followed, below the root; special files are never opened.
 * Stops at the limits of archives. Throws ContractsError `io` where the operating system refuses, and
 * `source-changed` where a file is replaced or shrinks in between.
 */
export function readFolder(root: string, options: ReadFolderOptions): FolderReading {
  const { entries, problems } = listFolder(root);
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

function listFolder(root: string): { entries: Entry[]; problems: FolderProblem[] } {
  const entries: Entry[] = [];
  const problems: FolderProblem[] = [];
  const pending: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  let total = 0;
  let seen = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const names = withIo(`cannot list the folder ${root}`, () =>
      readdirSync(folder.path === '' ? root : `${root}/${folder.path}`, { encoding: 'buffer' }),
    );
    // Which entry is the first beyond a limit must not depend on the file system.
    names.sort(Buffer.compare);
    if (names.length === 0 && folder.path !== '') entries.push({ path: folder.path, status: undefined });
    for (const bytes of names) {
      const name = bytes.toString('utf8');
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      seen += 1;
      const exceeded = limitBreach(path, bytes.length, folder.depth + 1, seen, total);
      if (exceeded !== undefined) {
        problems.push({ kind: 'limit', path, ...exceeded });
        return { entries, problems };
      }
      const unsafe = unsafeName(name, bytes);
      if (unsafe !== undefined) problems.push({ kind: 'unsafe-name', path, what: unsafe });
      // A name that is not UTF-8 cannot be opened by its text; the entry is left out.
      if (!Buffer.from(name, 'utf8').equals(bytes)) continue;
      const status = withIo(`cannot read ${path}`, () => lstatSync(`${root}/${path}`));
      if (status.isDirectory()) pending.push({ path, depth: folder.depth + 1 });
      else if (status.isFile()) {
        total += status.size;
        entries.push({ path, status });
      } else problems.push({ kind: 'special-file', path, what: specialKind(status) });
    }
  }
  const limit = LIMITS['archive.total'];
  if (total > limit.value) problems.push({ kind: 'limit', path: '', limit: limit.value, unit: limit.unit });
  return total > limit.value ? { entries: [], problems } : { entries, problems };
}

function limitBreach(
  path: string,
  segmentBytes: number,
  depth: number,
  seen: number,
  total: number,
): { limit: number; unit: string } | undefined {
  const measured = [
    [LIMITS['archive.members'], seen],
    [LIMITS['archive.segment'], segmentBytes],
    [LIMITS['archive.name'], Buffer.byteLength(path)],
    [LIMITS['archive.depth'], depth],
    [LIMITS['archive.total'], total],
  ] as const;
  const exceeded = measured.find(([limit, actual]) => actual > limit.value)?.[0];
  return exceeded && { limit: exceeded.value, unit: exceeded.unit };
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
function openListed(path: string, expected: Stats): number {
  // O_NOFOLLOW and O_NONBLOCK: what was a regular file in the listing may have been replaced since.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const descriptor = withIo(`cannot open ${path}`, () => openSync(path, flags));
  const status = fstatSync(descriptor);
  if (!status.isFile() || status.ino !== expected.ino || status.dev !== expected.dev) {
    closeSync(descriptor);
    throw new ContractsError('source-changed', `the file was replaced while the folder was read: ${path}`);
  }
  return descriptor;
}

function readWhole(path: string, expected: Stats, buffer: Uint8Array, sink: ChunkSink): void {
  const descriptor = openListed(path, expected);
  try {
    let position = 0;
    while (position < expected.size) {
      const wanted = Math.min(buffer.length, expected.size - position);
      const count = withIo(`cannot read ${path}`, () => readSync(descriptor, buffer, 0, wanted, position));
      if (count === 0) throw new ContractsError('source-changed', `the file shrank while it was read: ${path}`);
      sink(buffer.subarray(0, count));
      position += count;
    }
  } finally {
    closeSync(descriptor);
  }
}

function withIo<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new ContractsError('io', `${what}: ${reason}`, { cause });
  }
}
