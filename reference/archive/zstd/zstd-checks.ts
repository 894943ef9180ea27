import type { Check } from '../../report/check.ts';
import type { FrameHeader } from './frame-header.ts';

/** Rules on the header of a frame, in normative order. */
export const headerChecks: readonly Check<FrameHeader>[] = [
  {
    rule: 'zstd/truncated-frame',
    check: ({ offset, length }, report) => {
      if (length === undefined) report({ offset });
    },
  },
  {
    rule: 'zstd/reserved-bit',
    check: ({ offset, hasReservedBit }, report) => {
      if (hasReservedBit) report({ offset });
    },
  },
  {
    rule: 'zstd/window-too-large',
    check: ({ offset, window, windowLimit }, report) => {
      if (window > windowLimit) report({ offset }, { actual: window, limit: windowLimit });
    },
  },
  {
    rule: 'zstd/dictionary',
    check: ({ offset, dictionary }, report) => {
      if (dictionary > 0) report({ offset }, { actual: dictionary });
    },
  },
];

/** Rules on the form of a frame, in normative order. */
export const formChecks: readonly Check<FrameHeader>[] = [
  {
    rule: 'zstd/unused-bit',
    check: ({ offset, hasUnusedBit }, report) => {
      if (hasUnusedBit) report({ offset });
    },
  },
  {
    rule: 'zstd/checksum-missing',
    check: ({ offset, hasChecksum, length }, report) => {
      if (!hasChecksum && length !== undefined) report({ offset });
    },
  },
  {
    rule: 'zstd/content-size-missing',
    check: ({ offset, contentSize, length }, report) => {
      if (contentSize === undefined && length !== undefined) report({ offset });
    },
  },
];

/** A block and what is said in its header; also one that is not there. */
export interface BlockSubject {
  readonly frameOffset: number;
  readonly offset: number;
  readonly isTruncated: boolean;
  readonly isReserved: boolean;
  readonly size: number;
  readonly limit: number;
}

/** Rules on a block before it is decoded, in normative order. */
export const blockChecks: readonly Check<BlockSubject>[] = [
  {
    rule: 'zstd/truncated-frame',
    check: ({ frameOffset, isTruncated }, report) => {
      if (isTruncated) report({ offset: frameOffset });
    },
  },
  {
    rule: 'zstd/reserved-block-type',
    check: ({ offset, isReserved }, report) => {
      if (isReserved) report({ offset });
    },
  },
  {
    rule: 'zstd/block-too-large',
    check: ({ offset, size, limit }, report) => {
      if (size > limit) report({ offset }, { actual: size, limit });
    },
  },
];

/** A block that was decoded. */
export interface DecodedSubject {
  readonly frameOffset: number;
  readonly offset: number;
  readonly isInvalid: boolean;
  readonly isTooMuch: boolean;
  readonly ratio: number;
  /** Content of the frame so far. */
  readonly actual: number;
  readonly declared: number | undefined;
}

/** Rules on a block after it was decoded, in normative order. */
export const decodedChecks: readonly Check<DecodedSubject>[] = [
  {
    rule: 'zstd/invalid-block',
    check: ({ offset, isInvalid }, report) => {
      if (isInvalid) report({ offset });
    },
  },
  {
    rule: 'zstd/ratio-too-high',
    check: ({ offset, isTooMuch, ratio }, report) => {
      if (isTooMuch) report({ offset }, { limit: ratio });
    },
  },
  {
    rule: 'zstd/content-size-mismatch',
    check: ({ frameOffset, actual, declared }, report) => {
      if (declared !== undefined && actual > declared) report({ offset: frameOffset }, { declared, actual });
    },
  },
];

/** The end of a frame. */
export interface FrameEnd {
  readonly frameOffset: number;
  readonly actual: number;
  readonly declared: number | undefined;
  readonly isTruncated: boolean;
  /** The checksum that stands there and the one that it should be. */
  readonly checksum: { readonly offset: number; readonly declared: number; readonly actual: number } | undefined;
}

/** Rules on the end of a frame, in normative order. */
export const endChecks: readonly Check<FrameEnd>[] = [
  {
    rule: 'zstd/truncated-frame',
    check: ({ frameOffset, isTruncated }, report) => {
      if (isTruncated) report({ offset: frameOffset });
    },
  },
  {
    rule: 'zstd/content-size-mismatch',
    check: ({ frameOffset, actual, declared }, report) => {
      if (declared !== undefined && actual < declared) report({ offset: frameOffset }, { declared, actual });
    },
  },
  {
    rule: 'zstd/checksum-mismatch',
    check: ({ checksum }, report) => {
      if (checksum === undefined || checksum.declared === checksum.actual) return;
      const { offset, declared, actual } = checksum;
      report({ offset }, { declared: toHex(declared), actual: toHex(actual) });
    },
  },
];

/** What stands where a frame may begin. */
export interface FrameStart {
  readonly offset: number;
  readonly kind: 'frame' | 'skippable' | 'other';
  readonly isFirst: boolean;
  /** Bytes up to the end: of a skippable frame, or of the file. */
  readonly count: number;
  readonly isTruncated: boolean;
}

/** Rules on what a file is made of, in normative order. */
export const startChecks: readonly Check<FrameStart>[] = [
  {
    rule: 'zstd/truncated-frame',
    check: ({ offset, isTruncated }, report) => {
      if (isTruncated) report({ offset });
    },
  },
  {
    rule: 'zstd/several-frames',
    check: ({ offset, kind, isFirst }, report) => {
      if (kind === 'frame' && !isFirst) report({ offset });
    },
  },
  {
    rule: 'zstd/skippable-frame',
    check: ({ offset, kind, count }, report) => {
      if (kind === 'skippable') report({ offset }, { count });
    },
  },
  {
    rule: 'zstd/trailing-data',
    check: ({ offset, kind, count }, report) => {
      if (kind === 'other') report({ offset }, { count });
    },
  },
];

function toHex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
