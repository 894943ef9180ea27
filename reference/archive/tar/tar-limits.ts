import { LIMITS } from '../../generated/limits.ts';

/** Bounds of a tar that is read; names and values as in the table of limits (`tar.*`). */
export interface TarLimits {
  readonly members: number;
  readonly name: number;
  readonly segment: number;
  readonly depth: number;
  readonly total: number;
  readonly extensionHeader: number;
}

/** The bounds of strict-tar v1. */
export const TAR_LIMITS: TarLimits = {
  members: LIMITS['tar.members'].value,
  name: LIMITS['tar.name'].value,
  segment: LIMITS['tar.segment'].value,
  depth: LIMITS['tar.depth'].value,
  total: LIMITS['tar.total'].value,
  extensionHeader: LIMITS['tar.extensionHeader'].value,
};
