import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import type { ObservedMember } from '../../report/observation.ts';
import { CORE } from '../../report/rule-selection.ts';
import type { ByteSource } from '../byte-source.ts';
import { ContentDigest } from '../content-digest.ts';
import { type EnvelopeKind, envelopeOf } from '../envelope.ts';
import { ENVELOPE_LIMITS, type EnvelopeLimits } from '../envelope-limits.ts';
import { listMembers } from '../member-listing.ts';
import { toNameKey } from '../names/member-name.ts';
import type { ChunkSink, MemberTap } from '../package-members.ts';
import { SourceWindow } from '../source-window.ts';
import type { TarLimits } from './tar-limits.ts';
import { memberPath, type TarMember } from './tar-member.ts';
import { TarReader } from './tar-reader.ts';

export interface TarReadOptions {
  /** Asked for each file before its content comes, in the order of the archive; not for directories. */
  readonly tap?: MemberTap;
  /** Whether the SHA-256 of each file is wanted. */
  readonly digest: boolean;
  /** Takes the tar itself as it comes out of its envelope, as far as it is read; a piece is valid only during the call. */
  readonly takeContent?: (piece: Buffer) => void;
  /** Bounds other than those of the table of limits. */
  readonly limits?: TarLimits & EnvelopeLimits;
}

export interface TarReading {
  /** Sorted by code point; what was read where the structure is broken. `sha256` only when digests were asked for. */
  readonly members: readonly ObservedMember[];
  /** The same members, each made when it is walked to: names may have 64 MiB. May be walked several times. */
  readonly listing: Iterable<ObservedMember>;
  /** What the tar is wrapped in. */
  readonly envelope: EnvelopeKind;
  /**
   * Reads a file's content again and checks its size and, where digests were asked for, its SHA-256.
   * Throws ContractsError `usage` (no such file) or `source-changed` (other bytes than before).
   */
  readonly readMember: (path: string, sink: ChunkSink) => Promise<void>;
  /** Reads the files that the tap wants again, in the order of the archive; nothing is checked. */
  readonly readInOnePass: (tap: MemberTap) => Promise<void>;
}

/** One window for everything that is read: the best size for bulk data. */
const WINDOW_BYTES = 256 * 1024;

/**
 * Reads a tar, alone or in an envelope of gzip or zstd, from front to back and judges it. Findings go to the collector;
 * bad input never throws. Findings on the content count only where the envelope holds (README, Envelopes).
 */
export async function readTar(
  source: ByteSource,
  collector: FindingCollector,
  options: TarReadOptions,
): Promise<TarReading> {
  const envelope = envelopeOf(source);
  const ofContent = new FindingCollector(collector.selection);
  const reader = new TarReader(ofContent, { ...options, isEnveloped: envelope !== 'none' });
  const before = collector.errorCount;
  const sink = options.takeContent === undefined ? reader : shownTo(options.takeContent, reader);
  await openEnvelope(envelope, source, { collector, limits: options.limits ?? ENVELOPE_LIMITS, sink });
  if (collector.errorCount === before) {
    reader.finish();
    collector.absorb(ofContent);
  }
  return toReading(source, envelope, reader);
}

/** What takes the content, and says when it needs no more of it. */
interface ContentSink {
  readonly hasStopped: boolean;
  push(piece: Buffer): void;
}

function shownTo(takeContent: (piece: Buffer) => void, sink: ContentSink): ContentSink {
  return {
    get hasStopped() {
      return sink.hasStopped;
    },
    push(piece) {
      takeContent(piece);
      sink.push(piece);
    },
  };
}

/** Hands the uncompressed bytes on. An envelope is read to its end whatever its content is; a bare tar is not. */
async function openEnvelope(
  envelope: EnvelopeKind,
  source: ByteSource,
  {
    collector,
    limits,
    sink,
  }: { readonly collector: FindingCollector; readonly limits: EnvelopeLimits; readonly sink: ContentSink },
): Promise<void> {
  const window = new SourceWindow(source, WINDOW_BYTES);
  const take = (piece: Buffer): void => sink.push(piece);
  if (envelope === 'gzip') {
    const { readGzip } = await import('../gzip/read-gzip.ts');
    await readGzip(window, source.size, { collector, limits, take });
  } else if (envelope === 'zstd') {
    const { readZstd } = await import('../zstd/read-zstd.ts');
    readZstd(window, source.size, { collector, limits, take });
  } else {
    for (let at = 0; at < source.size && !sink.hasStopped; ) {
      const piece = window.next(at, source.size - at);
      take(piece);
      at += piece.length;
    }
  }
}

function toReading(source: ByteSource, envelope: EnvelopeKind, reader: TarReader): TarReading {
  const taken = reader.takeObserved();
  const { digests } = reader;
  const listing = listMembers(taken, {
    pathOf: memberPath,
    observe: (member) => observe(memberPath(member), member, digests.get(member.index)),
  });
  let byPath: ReadonlyMap<string, TarMember> | undefined;
  let members: readonly ObservedMember[] | undefined;
  return {
    listing,
    get members() {
      members ??= [...listing];
      return members;
    },
    envelope,
    readMember: async (path, sink) => {
      byPath ??= new Map(taken.map((one) => [toNameKey(memberPath(one)), one]));
      const member = byPath.get(toNameKey(path));
      if (member?.kind !== 'file') throw new ContractsError('usage', `no such file in the archive: ${path}`);
      await readContent(source, envelope, member, { path, sha256: digests.get(member.index), sink });
    },
    readInOnePass: async (tap) => {
      const collector = new FindingCollector(CORE);
      const again = new TarReader(collector, { tap, digest: false, isEnveloped: envelope !== 'none' });
      await openEnvelope(envelope, source, { collector, limits: ENVELOPE_LIMITS, sink: again });
    },
  };
}

/** Reads the content of a member again; one in an envelope by opening the envelope once more. */
async function readContent(
  source: ByteSource,
  envelope: EnvelopeKind,
  { contentStart, size }: TarMember,
  { path, sha256, sink }: { readonly path: string; readonly sha256: string | undefined; readonly sink: ChunkSink },
): Promise<void> {
  const digest = new ContentDigest(size);
  let position = 0;
  let left = size;
  const take = (piece: Buffer): void => {
    const start = Math.max(0, contentStart - position);
    position += piece.length;
    const part = piece.subarray(start, start + left);
    if (part.length === 0) return;
    left -= part.length;
    digest.update(part);
    sink(part);
  };
  if (envelope === 'none') {
    const window = new SourceWindow(source, Math.min(WINDOW_BYTES, size));
    position = contentStart;
    while (left > 0) take(window.next(contentStart + size - left, left));
  } else {
    const push = { hasStopped: false, push: take };
    await openEnvelope(envelope, source, {
      collector: new FindingCollector(CORE),
      limits: ENVELOPE_LIMITS,
      sink: push,
    });
  }
  if (left > 0 || (sha256 !== undefined && digest.digest() !== sha256)) {
    throw new ContractsError('source-changed', `the content of ${path} differs from what was verified`);
  }
}

function observe(path: string, { kind, size }: TarMember, sha256: string | undefined): ObservedMember {
  if (kind === 'directory') return { path, type: 'directory', size: 0 };
  return sha256 === undefined ? { path, type: 'file', size } : { path, type: 'file', size, sha256 };
}
