import type { RuleId } from '../../generated/catalogue.ts';
import type { Check } from '../../report/check.ts';

/** How the reading of a tar ended. */
export interface EndReading {
  /** Where a header began that is cut short, and how many bytes of it there are. */
  readonly truncatedHeader: { readonly offset: number; readonly count: number } | undefined;
  /** The first extension header without a member. */
  readonly dangling: number | undefined;
  /** The end came where a header could have stood, without two zero blocks before it. */
  readonly missingEnd: number | undefined;
  /** What stands behind the two zero blocks. */
  readonly tail: TarTail | undefined;
}

/** The bytes behind the two zero blocks. */
export interface TarTail {
  /** Where they begin. */
  readonly offset: number;
  readonly length: number;
  /** The first block that is not all zeros. */
  readonly dataAt: number | undefined;
  /** Bytes of the last block, if it is not a whole one. */
  readonly partial: number;
}

/** Rules on how a tar ends, in normative order. */
export const endChecks: readonly Check<EndReading>[] = [
  {
    rule: 'tar/truncated-header',
    check: ({ truncatedHeader }, report) => {
      if (truncatedHeader !== undefined) {
        report({ offset: truncatedHeader.offset }, { count: truncatedHeader.count });
      }
    },
  },
  {
    rule: 'tar/dangling-extension-header',
    check: ({ dangling }, report) => {
      if (dangling !== undefined) report({ offset: dangling });
    },
  },
  {
    rule: 'tar/missing-end-of-archive',
    check: ({ missingEnd }, report) => {
      if (missingEnd !== undefined) report({ offset: missingEnd });
    },
  },
  {
    rule: 'tar/data-after-end',
    check: ({ tail }, report) => {
      if (tail?.dataAt !== undefined) report({ offset: tail.dataAt });
    },
  },
  {
    rule: 'tar/partial-block',
    check: ({ tail }, report) => {
      if (tail === undefined || tail.partial === 0) return;
      report({ offset: tail.offset + tail.length - tail.partial }, { count: tail.partial });
    },
  },
  {
    rule: 'tar/record-padding',
    check: ({ tail }, report) => {
      if (tail !== undefined && tail.length > 0) report({ offset: tail.offset }, { count: tail.length });
    },
  },
];

/** Rules that the reader itself judges at the block that breaks them, because they decide how it goes on. */
export const STREAM_RULES: {
  readonly nested: RuleId;
  readonly loneZeroBlock: RuleId;
  readonly truncatedMember: RuleId;
  readonly padding: RuleId;
} = {
  nested: 'tar/nested-envelope',
  loneZeroBlock: 'tar/lone-zero-block',
  truncatedMember: 'tar/truncated-member',
  padding: 'tar/nonzero-padding',
};
