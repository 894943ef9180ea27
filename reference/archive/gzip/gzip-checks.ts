import type { Check } from '../../report/check.ts';
import type { GzipHeader } from './gzip-header.ts';

/** Rules on a header, in normative order. */
export const headerChecks: readonly Check<GzipHeader>[] = [
  {
    rule: 'gzip/truncated-header',
    check: ({ offset, length, isTooLong }, report) => {
      if (length === undefined && !isTooLong) report({ offset });
    },
  },
  {
    rule: 'gzip/unknown-method',
    check: ({ offset, method }, report) => {
      if (method !== undefined && method !== DEFLATE) report({ offset }, { actual: method });
    },
  },
  {
    rule: 'gzip/reserved-flag',
    check: ({ offset, flags }, report) => {
      if ((flags & RESERVED_FLAGS) !== 0) report({ offset }, { flags: toHexByte(flags & RESERVED_FLAGS) });
    },
  },
  {
    rule: 'gzip/header-too-large',
    check: ({ offset, isTooLong, limit }, report) => {
      if (isTooLong) report({ offset }, { limit });
    },
  },
  {
    rule: 'gzip/malformed-extra-field',
    check: ({ offset, isExtraBroken }, report) => {
      if (isExtraBroken) report({ offset });
    },
  },
  {
    rule: 'gzip/header-crc-mismatch',
    check: ({ offset, crc }, report) => {
      if (crc === undefined || crc.declared === crc.actual) return;
      report({ offset }, { declared: toHex(crc.declared, 4), actual: toHex(crc.actual, 4) });
    },
  },
];

/** Rules on the form of the header, in normative order. */
export const formChecks: readonly Check<GzipHeader>[] = [
  {
    rule: 'gzip/optional-field',
    check: ({ offset, flags }, report) => {
      if (flags !== 0) report({ offset }, { flags: toHexByte(flags) });
    },
  },
  {
    rule: 'gzip/modification-time',
    check: ({ offset, time }, report) => {
      if (time !== 0) report({ offset });
    },
  },
  {
    rule: 'gzip/extra-flags',
    check: ({ offset, extraFlags }, report) => {
      if (extraFlags !== 0) report({ offset }, { actual: extraFlags });
    },
  },
  {
    rule: 'gzip/operating-system',
    check: ({ offset, system }, report) => {
      if (system !== UNKNOWN_SYSTEM) report({ offset }, { actual: system });
    },
  },
];

/** What became of the compressed data of a member. */
export interface GzipData {
  /** Where they begin. */
  readonly offset: number;
  readonly isInvalid: boolean;
  readonly isTruncated: boolean;
  readonly isTooMuch: boolean;
  readonly ratio: number;
}

/** Rules on the compressed data, in normative order. */
export const dataChecks: readonly Check<GzipData>[] = [
  {
    rule: 'gzip/invalid-deflate',
    check: ({ offset, isInvalid }, report) => {
      if (isInvalid) report({ offset });
    },
  },
  {
    rule: 'gzip/truncated-deflate',
    check: ({ offset, isTruncated }, report) => {
      if (isTruncated) report({ offset });
    },
  },
  {
    rule: 'gzip/ratio-too-high',
    check: ({ offset, isTooMuch, ratio }, report) => {
      if (isTooMuch) report({ offset }, { limit: ratio });
    },
  },
];

/** A trailer beside what it should be. */
export interface GzipTrailer {
  readonly offset: number;
  /** Absent where it is cut short. */
  readonly declared: { readonly crc: number; readonly size: number } | undefined;
  readonly crc: number;
  /** Bytes of content, modulo 4 GiB. */
  readonly size: number;
}

/** Rules on a trailer, in normative order. */
export const trailerChecks: readonly Check<GzipTrailer>[] = [
  {
    rule: 'gzip/truncated-trailer',
    check: ({ offset, declared }, report) => {
      if (declared === undefined) report({ offset });
    },
  },
  {
    rule: 'gzip/crc-mismatch',
    check: ({ offset, declared, crc }, report) => {
      if (declared === undefined || declared.crc === crc) return;
      report({ offset }, { declared: toHex(declared.crc, 8), actual: toHex(crc, 8) });
    },
  },
  {
    rule: 'gzip/size-mismatch',
    check: ({ offset, declared, size }, report) => {
      if (declared === undefined || declared.size === size) return;
      report({ offset }, { declared: declared.size, actual: size });
    },
  },
];

/** What follows a member. */
export interface GzipRest {
  readonly offset: number;
  readonly count: number;
  readonly isMember: boolean;
}

/** Rules on what follows a member, in normative order. */
export const restChecks: readonly Check<GzipRest>[] = [
  {
    rule: 'gzip/several-members',
    check: ({ offset, isMember }, report) => {
      if (isMember) report({ offset });
    },
  },
  {
    rule: 'gzip/trailing-data',
    check: ({ offset, count, isMember }, report) => {
      if (count > 0 && !isMember) report({ offset }, { count });
    },
  },
];

const DEFLATE = 8;
const RESERVED_FLAGS = 0xe0;
const UNKNOWN_SYSTEM = 255;

function toHexByte(value: number): string {
  return `0x${toHex(value, 2)}`;
}

function toHex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
