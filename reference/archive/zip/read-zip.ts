import { ContractsError } from '../../report/contracts-error.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { ObservedMember } from '../../report/observation.ts';
import type { ByteSource } from '../byte-source.ts';
import { DigestStore } from '../digest-store.ts';
import { listMembers } from '../member-listing.ts';
import { toNameKey } from '../names/member-name.ts';
import type { ChunkSink, MemberTap } from '../package-members.ts';
import { prepareChecks } from '../prepared-checks.ts';
import { SourceWindow } from '../source-window.ts';
import { entryName, entryPath, isDirectory, type ZipEntry } from './central-directory.ts';
import { readEnd } from './end-record.ts';
import type { MemberExtent } from './layout.ts';
import { readMemberData } from './member-data.ts';
import { judgeDirectory, judgeLayout, judgeLocalHeaders } from './read-stages.ts';
import { zipChecks } from './zip-checks.ts';
import { ZIP_LIMITS, type ZipLimits } from './zip-limits.ts';

export interface ZipReadOptions {
  /** Asked for each file before it is read, in the order of the file's bytes; not for directories. */
  readonly tap?: MemberTap;
  /** Whether the SHA-256 of each file is wanted. */
  readonly digest: boolean;
  /** Bounds other than those of the table of limits. */
  readonly limits?: ZipLimits;
}

export interface ZipReading {
  /** Sorted by code point; empty where the structure is broken. `sha256` only when digests were asked for. */
  readonly members: readonly ObservedMember[];
  /** The same members, each made when it is walked to: names may have 64 MiB. May be walked several times. */
  readonly listing: Iterable<ObservedMember>;
  /**
   * Reads a file's content again and checks it against its CRC-32, its size and, where digests were asked for, its
   * SHA-256.
   * Throws ContractsError `usage` (no such file) or `source-changed` (other bytes than before).
   */
  readonly readMember: (path: string, sink: ChunkSink) => Promise<void>;
}

/** One window for everything that is read: larger than any record, and the best size for bulk data. */
const WINDOW_BYTES = 256 * 1024;

/**
 * Reads an archive and judges it: end records, central directory, every local header, the layout, then every byte of
 * data. Data are read only where all before it holds, so a bomb is refused by what it declares. Findings go to the
 * collector; bad input never throws.
 */
export async function readZip(
  source: ByteSource,
  collector: FindingCollector,
  options: ZipReadOptions,
): Promise<ZipReading> {
  const limits = options.limits ?? ZIP_LIMITS;
  const window = new SourceWindow(source, WINDOW_BYTES);
  const before = collector.errorCount;
  const holds = (): boolean => collector.errorCount === before;

  const end = readEnd(source, window);
  prepareChecks(zipChecks.end, collector)(end);
  if (!holds()) return NOTHING;

  const directory = judgeDirectory(window, end, collector, limits);
  if (directory === undefined) return NOTHING;
  const { entries, chosen, tally } = directory;
  const isSoundSoFar = collector.errorCount;
  const extents = judgeLocalHeaders(window, end, entries, collector, tally);
  if (collector.errorCount === isSoundSoFar) judgeLayout(source, end, extents, collector);
  tally.report(collector);

  const digests = new DigestStore(entries.length);
  if (holds()) {
    const check = prepareChecks(zipChecks.data, collector);
    for (const extent of extents) {
      if (!extent.isReadable) continue;
      const { entry, dataStart } = extent;
      const isWanted = !isDirectory(entry) && chosen?.has(entry) !== false;
      const sink = isWanted
        ? options.tap?.({ path: entryPath(entry), type: 'file', size: entry.uncompressedSize })
        : undefined;
      const digest = options.digest && isWanted;
      const reading = readMemberData(window, entry, dataStart, { digest, sink });
      const data = reading instanceof Promise ? await reading : reading;
      if (data.sha256 !== undefined) digests.set(entry.index, data.sha256);
      check({ entry, offset: dataStart, data });
    }
  }
  let readable: ReadonlyMap<string, MemberExtent> | undefined;
  let members: readonly ObservedMember[] | undefined;
  const listing = listMembers(chosen ?? entries, {
    pathOf: entryPath,
    observe: (entry) => toObserved(entry, digests),
  });
  return {
    listing,
    get members() {
      members ??= [...listing];
      return members;
    },
    readMember: async (path, sink) => {
      readable ??= readableFiles(extents, chosen);
      const extent = readable.get(toNameKey(path));
      if (extent === undefined) throw noSuchFile(path);
      await readMemberAgain(source, extent, digests.get(extent.entry.index), sink);
    },
  };
}

const NOTHING: ZipReading = {
  members: [],
  listing: [],
  readMember: async (path) => {
    throw noSuchFile(path);
  },
};

function noSuchFile(path: string): ContractsError {
  return new ContractsError('usage', `no such file in the archive: ${path}`);
}

/** The files that can be read, by the key of their path. */
function readableFiles(
  extents: readonly MemberExtent[],
  chosen: ReadonlySet<ZipEntry> | undefined,
): ReadonlyMap<string, MemberExtent> {
  const files = new Map<string, MemberExtent>();
  for (const extent of extents) {
    const { entry, isReadable } = extent;
    if (isReadable && !isDirectory(entry) && chosen?.has(entry) !== false)
      files.set(toNameKey(entryPath(entry)), extent);
  }
  return files;
}

function toObserved(entry: ZipEntry, digests: DigestStore): ObservedMember {
  const path = entryPath(entry);
  if (isDirectory(entry)) return { path, type: 'directory', size: 0 };
  const sha256 = digests.get(entry.index);
  const member = { path, type: 'file', size: entry.uncompressedSize } as const;
  return sha256 === undefined ? member : { ...member, sha256 };
}

async function readMemberAgain(
  source: ByteSource,
  { entry, dataStart }: MemberExtent,
  sha256: string | undefined,
  sink: ChunkSink,
): Promise<void> {
  const window = new SourceWindow(source, Math.min(WINDOW_BYTES, entry.compressedSize));
  const data = await readMemberData(window, entry, dataStart, { digest: sha256 !== undefined, sink });
  if (data.crc !== entry.crc || data.length !== entry.uncompressedSize || data.sha256 !== sha256) {
    throw new ContractsError('source-changed', `the content of ${entryName(entry)} differs from what was verified`);
  }
}
