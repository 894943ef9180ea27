import { crc32 } from 'node:zlib';
import { compareCodePoints } from '../../report/code-point-order.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import type { ByteSource } from '../byte-source.ts';
import { toCollisionChecks, UNWRITTEN_PATH } from '../names/collision-checks.ts';
import { type ComparedName, toComparedName } from '../names/compared-name.ts';
import { prepareChecks } from '../prepared-checks.ts';
import { readPieces } from '../read-pieces.ts';
import { COLLISION_RULES } from './collision-checks.ts';
import { nameChecks } from './name-checks.ts';
import { centralHeader, endRecords, localHeader, type WrittenMember } from './written-records.ts';
import { ZIP_LIMITS } from './zip-limits.ts';

/** A file to be written: its path in the archive and its content. */
export interface ZipInput {
  /** `/`-separated, relative. */
  readonly path: string;
  /** Read twice where it is longer than the buffer: the CRC-32 stands before the content. */
  readonly source: ByteSource;
}

const BUFFER_BYTES = 256 * 1024;
/** Longest local header: the longest name and a zip64 extra field. */
const HEADER_ROOM = 2048;

/**
 * Writes the canonical archive of the members (contracts/strict-zip/v1, "Canonical form"): stored, sorted by code
 * point, fixed metadata, zip64 exactly where CPython's zipfile would use it. Bytes given to `write` are valid only
 * during the call.
 *
 * Throws ContractsError `usage` for a path that strict-zip refuses and for paths that collide, and `source-changed` for a
 * member that changes while it is read.
 */
export function writeZip(members: readonly ZipInput[], write: (bytes: Uint8Array) => void): void {
  assertPaths(members.map(({ path }) => path));
  const sorted = [...members].sort((a, b) => compareCodePoints(a.path, b.path));
  const buffer = Buffer.allocUnsafe(HEADER_ROOM + BUFFER_BYTES);
  const written: WrittenMember[] = [];
  let offset = 0;
  for (const { path, source } of sorted) {
    const isSmall = source.size <= BUFFER_BYTES;
    const content = buffer.subarray(HEADER_ROOM, HEADER_ROOM + Math.min(BUFFER_BYTES, source.size));
    if (isSmall) source.read(0, content);
    const crc = isSmall ? crc32(content) : checksumSource(source, content);
    const member: WrittenMember = { name: Buffer.from(path), crc, size: source.size, offset };
    const header = localHeader(member);
    if (isSmall) {
      // Header and content lie side by side: one write for the whole member.
      header.copy(buffer, HEADER_ROOM - header.length);
      write(buffer.subarray(HEADER_ROOM - header.length, HEADER_ROOM + content.length));
    } else {
      write(header);
      copySource(source, content, crc, path, write);
    }
    written.push(member);
    offset += header.length + source.size;
  }
  writeDirectory(written, offset, buffer, write);
}

/** The central directory, buffered: one write for many headers. */
function writeDirectory(
  members: readonly WrittenMember[],
  start: number,
  buffer: Buffer,
  write: (bytes: Uint8Array) => void,
): void {
  let filled = 0;
  let size = 0;
  const put = (record: Buffer): void => {
    if (filled + record.length > buffer.length) {
      write(buffer.subarray(0, filled));
      filled = 0;
    }
    record.copy(buffer, filled);
    filled += record.length;
  };
  for (const member of members) {
    const header = centralHeader(member);
    put(header);
    size += header.length;
  }
  put(endRecords({ entries: members.length, size, offset: start }));
  write(buffer.subarray(0, filled));
}

function checksumSource(source: ByteSource, buffer: Buffer): number {
  let crc = 0;
  const take = (piece: Uint8Array): void => {
    crc = crc32(piece, crc);
  };
  readPieces(source, take, { buffer });
  return crc;
}

function copySource(
  source: ByteSource,
  buffer: Buffer,
  expected: number,
  path: string,
  write: (bytes: Uint8Array) => void,
): void {
  let crc = 0;
  const take = (piece: Uint8Array): void => {
    crc = crc32(piece, crc);
    write(piece);
  };
  readPieces(source, take, { buffer });
  if (crc !== expected) throw new ContractsError('source-changed', `the content changed while it was read: ${path}`);
}

function assertPaths(paths: readonly string[]): void {
  const collector = new FindingCollector(HARDENED);
  checkMemberPaths(paths, collector);
  const [finding] = collector.findings();
  if (finding !== undefined) {
    throw new ContractsError('usage', `this path cannot be written (${finding.rule}): ${finding.at.member ?? ''}`);
  }
}

/** Holds the paths of an archive that is to be written against the rules that a reader holds them against. */
export function checkMemberPaths(paths: readonly string[], collector: FindingCollector): void {
  const checkName = prepareChecks(nameChecks, collector);
  const names: ComparedName<string>[] = [];
  for (const name of paths) {
    checkName({
      at: { member: name },
      name,
      byteLength: Buffer.byteLength(name),
      isAscii: true,
      isValidUtf8: !/\p{Surrogate}/u.test(name),
      hasUtf8Flag: true,
      limits: ZIP_LIMITS,
    });
    if (name.endsWith('/')) throw new ContractsError('usage', `not the path of a file: ${name}`);
    names.push(toComparedName(name, { name, path: name, isCut: false }));
  }
  prepareChecks(collisionChecks, collector)(names);
}

const collisionChecks = toCollisionChecks<string>(COLLISION_RULES, UNWRITTEN_PATH);
