import { compareCodePoints } from '../../report/code-point-order.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import type { ByteSource } from '../byte-source.ts';
import { toCollisionChecks, UNWRITTEN_PATH } from '../names/collision-checks.ts';
import { type ComparedName, toComparedName } from '../names/compared-name.ts';
import { prepareChecks } from '../prepared-checks.ts';
import { pieceBuffer, readPieces } from '../read-pieces.ts';
import { COLLISION_RULES, nameChecks } from './name-checks.ts';
import { TAR_LIMITS } from './tar-limits.ts';
import { BLOCK_BYTES, paddingOf } from './tar-records.ts';
import { writtenHeader } from './written-header.ts';

/** A file to be written: its path in the archive and its content. */
export interface TarInput {
  /** `/`-separated, relative. */
  readonly path: string;
  readonly source: ByteSource;
  /** Mode 0755 instead of 0644. */
  readonly isExecutable?: boolean;
}

export interface TarWriteOptions {
  /** The time of all members, in seconds since 1970-01-01T00:00:00Z, 0 to 8,589,934,591; 0 where absent. */
  readonly time?: number;
}

/** Bytes of the tar that `writeTar` writes of the members. */
export function tarSize(members: readonly TarInput[]): number {
  return members.reduce((sum, { source }) => sum + BLOCK_BYTES + source.size + paddingOf(source.size), 2 * BLOCK_BYTES);
}

/**
 * Writes the canonical tar of the members (contracts/strict-tar/v1, "Canonical form"): ustar, sorted by code point, one
 * time, no owner, two zero blocks. Each source is read once, piece by piece. Bytes given to `write` are valid only during
 * the call.
 *
 * Throws ContractsError `usage` for a path that strict-tar refuses or a ustar header has no room for, for paths that
 * collide, for a content of 8 GiB or more, and for more members or bytes than the limits; `source-changed` for a member
 * that shrinks while it is read.
 */
export function writeTar(
  members: readonly TarInput[],
  { time = 0 }: TarWriteOptions,
  write: (bytes: Uint8Array) => void,
): void {
  assertWritable(members);
  const sorted = [...members].sort((a, b) => compareCodePoints(a.path, b.path));
  // All headers first: what cannot be written is refused before anything was.
  const headers = sorted.map(({ path, source, isExecutable = false }) =>
    writtenHeader({ path, size: source.size, isExecutable, time }),
  );
  const buffer = pieceBuffer();
  for (const [index, { source }] of sorted.entries()) {
    const header = headers[index];
    if (header === undefined) throw new ContractsError('internal', 'a member without a header');
    write(header);
    readPieces(source, write, { buffer });
    const padding = paddingOf(source.size);
    if (padding > 0) write(Buffer.alloc(padding));
  }
  write(Buffer.alloc(2 * BLOCK_BYTES));
}

function assertWritable(members: readonly TarInput[]): void {
  const total = members.reduce((sum, { source }) => sum + source.size, 0);
  if (members.length > TAR_LIMITS.members || total > TAR_LIMITS.total) {
    throw new ContractsError('usage', `a tar has at most ${TAR_LIMITS.members} members and ${TAR_LIMITS.total} bytes`);
  }
  const collector = new FindingCollector(HARDENED);
  checkTarPaths(
    members.map(({ path }) => path),
    collector,
  );
  const [finding] = collector.findings();
  if (finding !== undefined) {
    throw new ContractsError('usage', `this path cannot be written (${finding.rule}): ${finding.at.member ?? ''}`);
  }
}

/** Holds the paths of files that are to be written against the rules that a reader holds them against. */
function checkTarPaths(paths: readonly string[], collector: FindingCollector): void {
  const checkName = prepareChecks(nameChecks, collector);
  const names: ComparedName<string>[] = [];
  for (const path of paths) {
    const at = { member: path };
    const isValidUtf8 = !/\p{Surrogate}/u.test(path);
    checkName({ at, name: path, byteLength: Buffer.byteLength(path), isValidUtf8, limits: TAR_LIMITS });
    if (path.startsWith('./') || path.endsWith('/')) {
      throw new ContractsError('usage', `not the canonical path of a file: ${path}`);
    }
    names.push(toComparedName(path, { name: path, path, isCut: false }));
  }
  prepareChecks(collisionChecks, collector)(names);
}

const collisionChecks = toCollisionChecks<string>(COLLISION_RULES, UNWRITTEN_PATH);
