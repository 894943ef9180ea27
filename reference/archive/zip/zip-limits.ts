import { LIMITS } from '../../generated/limits.ts';

/** Bounds of an archive that is read; names and values as in the table of limits (`archive.*`). */
export interface ZipLimits {
  readonly members: number;
  readonly name: number;
  readonly segment: number;
  readonly depth: number;
  readonly total: number;
  readonly ratio: number;
}

export const ZIP_LIMITS: ZipLimits = {
  members: LIMITS['archive.members'].value,
  name: LIMITS['archive.name'].value,
  segment: LIMITS['archive.segment'].value,
  depth: LIMITS['archive.depth'].value,
  total: LIMITS['archive.total'].value,
  ratio: LIMITS['archive.ratio'].value,
};

/** Content up to this size may be compressed to any ratio. */
export const RATIO_FREE_BYTES: number = 1024 * 1024;
