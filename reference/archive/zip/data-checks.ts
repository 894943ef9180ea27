import type { Check } from '../../report/check.ts';
import type { ZipEntry } from './central-directory.ts';
import { toHexCrc } from './local-checks.ts';
import type { DataReading } from './member-data.ts';
import { memberLocation } from './member-location.ts';
import { RATIO_FREE_BYTES, type ZipLimits } from './zip-limits.ts';

/** All members and what they declare, before any data are read. */
export interface DeclaredSubject {
  readonly entries: readonly ZipEntry[];
  readonly limits: ZipLimits;
}

/** Rules on the sizes that are declared, in normative order. */
export const declaredSizeChecks: readonly Check<DeclaredSubject>[] = [
  {
    rule: 'zip/total-too-large',
    check: ({ entries, limits }, report) => {
      let actual = 0;
      for (const entry of entries) {
        actual += entry.uncompressedSize;
        if (actual > limits.total) return report(memberLocation(entry), { actual, limit: limits.total });
      }
    },
  },
  {
    rule: 'zip/ratio-too-high',
    check: ({ entries, limits }, report) => {
      for (const entry of entries) {
        const { compressedSize: compressed, uncompressedSize: uncompressed } = entry;
        if (uncompressed <= RATIO_FREE_BYTES || uncompressed <= compressed * limits.ratio) continue;
        report(memberLocation(entry), { uncompressed, compressed, limit: limits.ratio });
      }
    },
  },
];

/** A member's data after they were read. */
export interface DataSubject {
  readonly entry: ZipEntry;
  /** Offset of the data. */
  readonly offset: number;
  readonly data: DataReading;
}

/** Rules on a member's data, in normative order. */
export const dataChecks: readonly Check<DataSubject>[] = [
  {
    rule: 'zip/invalid-deflate',
    check: ({ entry, offset, data }, report) => {
      if (data.isBroken) report(memberLocation(entry, offset));
    },
  },
  {
    rule: 'zip/data-after-deflate-end',
    check: ({ entry, offset, data }, report) => {
      if (data.unused > 0) {
        report(memberLocation(entry, offset + entry.compressedSize - data.unused), { count: data.unused });
      }
    },
  },
  {
    rule: 'zip/size-mismatch',
    check: ({ entry, offset, data }, report) => {
      if (!data.isReadable || data.isBroken || data.length === entry.uncompressedSize) return;
      report(memberLocation(entry, offset), { declared: entry.uncompressedSize, actual: data.length });
    },
  },
  {
    rule: 'zip/crc-mismatch',
    check: ({ entry, offset, data }, report) => {
      if (data.crc === undefined || data.crc === entry.crc) return;
      report(memberLocation(entry, offset), { declared: toHexCrc(entry.crc), actual: toHexCrc(data.crc) });
    },
  },
];
