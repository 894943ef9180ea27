import { crc32 } from 'node:zlib';
import { ContentDigest } from '../content-digest.ts';
import type { ChunkSink } from '../package-members.ts';
import type { SourceWindow } from '../source-window.ts';
import { isDeflated, type ZipEntry } from './central-directory.ts';
import { type Inflation, inflateMember } from './inflate-member.ts';
import { METHOD_STORED } from './zip-records.ts';

/** What a member's data turned out to be. */
export interface DataReading {
  /** False where the method is none of ours: nothing is known of the content then. */
  readonly isReadable: boolean;
  readonly isBroken: boolean;
  /** Length of the content; one more than declared where there is more. */
  readonly length: number;
  /** Bytes after the end of the deflate stream. */
  readonly unused: number;
  /** Absent where the content could not be read whole. */
  readonly crc: number | undefined;
  readonly sha256: string | undefined;
}

/**
 * Reads, inflates and digests the data at `start`. Most members are read at once; only a large deflated one gives a
 * promise, since waiting for each of many small ones would cost more than to read them.
 */
export function readMemberData(
  window: SourceWindow,
  entry: ZipEntry,
  start: number,
  options: { readonly digest: boolean; readonly sink: ChunkSink | undefined },
): DataReading | Promise<DataReading> {
  const size = entry.compressedSize;
  const declared = entry.uncompressedSize;
  const digest = options.digest ? new ContentDigest(isDeflated(entry) ? declared : size) : undefined;
  const { sink } = options;
  let crc = 0;
  const take: ChunkSink = (chunk) => {
    crc = crc32(chunk, crc);
    digest?.update(chunk);
    sink?.(chunk);
  };
  if (isDeflated(entry)) {
    const toReading = (inflation: Inflation): DataReading => {
      const isWhole = !inflation.isBroken && !inflation.isLonger;
      return {
        isReadable: true,
        isBroken: inflation.isBroken,
        length: inflation.isLonger ? declared + 1 : inflation.length,
        unused: isWhole ? size - inflation.consumed : 0,
        crc: isWhole ? crc : undefined,
        sha256: isWhole ? digest?.digest() : undefined,
      };
    };
    const inflation = inflateMember(window, { start, size, declared }, take);
    return inflation instanceof Promise ? inflation.then(toReading) : toReading(inflation);
  }
  if (entry.method !== METHOD_STORED) return UNREADABLE;
  for (let at = 0; at < size; ) {
    const chunk = window.next(start + at, size - at);
    take(chunk);
    at += chunk.length;
  }
  return { isReadable: true, isBroken: false, length: size, unused: 0, crc, sha256: digest?.digest() };
}

const UNREADABLE: DataReading = {
  isReadable: false,
  isBroken: false,
  length: 0,
  unused: 0,
  crc: undefined,
  sha256: undefined,
};
