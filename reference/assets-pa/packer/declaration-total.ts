import { LIMITS } from '../../generated/limits.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';

/** What is left of the bytes that the declarations of a workspace may have together. */
export interface DeclarationTotal {
  /** Whether the declaration at a path may be read. The first that goes beyond the total is told of, and ends it. */
  readonly admit: (member: string, size: number) => boolean;
  /** Whether a declaration went beyond: none after it is looked at. */
  readonly isExceeded: () => boolean;
}

/** Counts the declarations that one operation reads, ahead of reading (contracts/assets-pa/v1, declarations). */
export function createDeclarationTotal(collector: FindingCollector): DeclarationTotal {
  const limit = LIMITS['assetsPa.declarations'].value;
  let total = 0;
  return {
    admit: (member, size) => {
      total += size;
      if (total <= limit) return true;
      collector.add('assets-pa/declarations-too-large', { member }, { size: total, limit });
      return false;
    },
    isExceeded: () => total > limit,
  };
}
