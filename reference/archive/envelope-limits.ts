import { LIMITS } from '../generated/limits.ts';

/** Bounds of an envelope that is opened; names and values as in the table of limits (`gzip.*`, `zstd.*`). */
export interface EnvelopeLimits {
  readonly gzipHeader: number;
  readonly gzipRatio: number;
  readonly zstdWindow: number;
  readonly zstdRatio: number;
}

/** The bounds of strict-tar v1. */
export const ENVELOPE_LIMITS: EnvelopeLimits = {
  gzipHeader: LIMITS['gzip.header'].value,
  gzipRatio: LIMITS['gzip.ratio'].value,
  zstdWindow: LIMITS['zstd.window'].value,
  zstdRatio: LIMITS['zstd.ratio'].value,
};

/** Content up to this size may be compressed to any ratio. */
const RATIO_FREE_BYTES = 1024 * 1024;

/** The most content that a file of so many bytes may have. */
export function mostContent(fileSize: number, ratio: number): number {
  return Math.max(RATIO_FREE_BYTES, fileSize * ratio);
}
