import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import type { ChunkSink } from '../package-members.ts';
import { isDeflated, type ZipEntry } from './central-directory.ts';
import { inflateMember } from './inflate-member.ts';
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

/** Reads, inflates and digests the data at `start`; `scratch` is overwritten. */
export async function readMemberData(
  source: ByteSource,
  entry: ZipEntry,
  start: number,
  scratch: Buffer,
  options: { readonly digest: boolean; readonly sink: ChunkSink | undefined },
): Promise<DataReading> {
  const hash = options.digest ? createHash('sha256') : undefined;
  const { sink } = options;
  let crc = 0;
  const take: ChunkSink = (chunk) => {
    crc = crc32(chunk, crc);
    hash?.update(chunk);
    sink?.(chunk);
  };
  const size = entry.compressedSize;
  if (isDeflated(entry)) {
    const declared = entry.uncompressedSize;
    const inflation = await inflateMember(source, { start, size, declared }, scratch, take);
    const isWhole = !inflation.isBroken && !inflation.isLonger;
    return {
      isReadable: true,
      isBroken: inflation.isBroken,
      length: inflation.isLonger ? declared + 1 : inflation.length,
      unused: isWhole ? size - inflation.consumed : 0,
      crc: isWhole ? crc : undefined,
      sha256: isWhole ? hash?.digest('hex') : undefined,
    };
  }
  if (entry.method !== METHOD_STORED) return UNREADABLE;
  for (let at = 0; at < size; ) {
    const chunk = scratch.subarray(0, Math.min(scratch.length, size - at));
    source.read(start + at, chunk);
    take(chunk);
    at += chunk.length;
  }
  return { isReadable: true, isBroken: false, length: size, unused: 0, crc, sha256: hash?.digest('hex') };
}

const UNREADABLE: DataReading = {
  isReadable: false,
  isBroken: false,
  length: 0,
  unused: 0,
  crc: undefined,
  sha256: undefined,
};
