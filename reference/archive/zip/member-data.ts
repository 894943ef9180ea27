import { createHash, type Hash, hash as hashWhole } from 'node:crypto';
import { crc32 } from 'node:zlib';
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
  const content = new ContentDigest(isDeflated(entry) ? declared : size, options.digest);
  const { sink } = options;
  const take: ChunkSink = (chunk) => {
    content.update(chunk);
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
        crc: isWhole ? content.crc : undefined,
        sha256: isWhole ? content.sha256() : undefined,
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
  return { isReadable: true, isBroken: false, length: size, unused: 0, crc: content.crc, sha256: content.sha256() };
}

/** CRC-32 and, where it is wanted, SHA-256 of content that comes in chunks, or in one: that needs no state. */
class ContentDigest {
  crc = 0;
  readonly #length: number;
  readonly #isWanted: boolean;
  #hash: Hash | undefined;
  #ofWhole: string | undefined;

  /** `length` is that of the content, should it come in one chunk. */
  constructor(length: number, isWanted: boolean) {
    this.#length = length;
    this.#isWanted = isWanted;
  }

  update(chunk: Uint8Array): void {
    this.crc = crc32(chunk, this.crc);
    if (!this.#isWanted) return;
    if (chunk.length === this.#length) {
      this.#ofWhole = hashWhole('sha256', chunk, 'hex');
    } else {
      this.#hash ??= createHash('sha256');
      this.#hash.update(chunk);
    }
  }

  sha256(): string | undefined {
    if (!this.#isWanted) return undefined;
    return this.#ofWhole ?? (this.#hash ?? createHash('sha256')).digest('hex');
  }
}

const UNREADABLE: DataReading = {
  isReadable: false,
  isBroken: false,
  length: 0,
  unused: 0,
  crc: undefined,
  sha256: undefined,
};
