import type { Check } from '../../report/check.ts';
import type { EndReading } from './end-record.ts';
import { END_LENGTH, ONES_16, ONES_32 } from './zip-records.ts';

const ZIP64_VERSION = 45;
/** Bytes of a zip64 end record of version 1 after its size field. */
const ZIP64_END_SIZE = 44;

/** Rules on the end records, in normative order. */
export const endChecks: readonly Check<EndReading>[] = [
  {
    rule: 'zip/no-end-record',
    check: ({ end }, report) => {
      if (end === undefined) report({});
    },
  },
  {
    rule: 'zip/ambiguous-end-record',
    check: ({ end, rival }, report) => {
      if (end !== undefined && rival !== undefined) report({ offset: end.offset }, { other: rival });
    },
  },
  {
    rule: 'zip/end-comment-truncated',
    check: ({ end, sourceSize }, report) => {
      if (end === undefined) return;
      const actual = sourceSize - end.offset - END_LENGTH;
      if (actual < end.commentLength) report({ offset: end.offset }, { declared: end.commentLength, actual });
    },
  },
  {
    rule: 'zip/trailing-data',
    check: ({ end, sourceSize }, report) => {
      if (end === undefined) return;
      const stop = end.offset + END_LENGTH + end.commentLength;
      if (stop < sourceSize) report({ offset: stop }, { count: sourceSize - stop });
    },
  },
  {
    rule: 'zip/disk-number',
    check: ({ end, zip64, locator }, report) => {
      // With a zip64 record, all ones say that the number stands there (APPNOTE 4.4.19, 4.4.20).
      const absent = zip64 === undefined ? 0 : ONES_16;
      const ofEnd = [end?.disk ?? 0, end?.centralDisk ?? 0].find((disk) => disk !== 0 && disk !== absent);
      if (ofEnd !== undefined) report(at(end), { actual: ofEnd });
      const ofZip64 = [zip64?.disk ?? 0, zip64?.centralDisk ?? 0].find((disk) => disk !== 0);
      if (ofZip64 !== undefined) report(at(zip64), { actual: ofZip64 });
      if (locator !== undefined && locator.disk !== 0) report(at(locator), { actual: locator.disk });
    },
  },
  {
    rule: 'zip/disk-entry-count-mismatch',
    check: ({ end, zip64, fields }, report) => {
      if (fields.entriesOnDisk !== fields.entries) {
        report(at(zip64 ?? end), { onDisk: fields.entriesOnDisk, total: fields.entries });
      }
    },
  },
  {
    rule: 'zip/central-directory-out-of-bounds',
    check: ({ end, zip64, fields, centralStart, endStart }, report) => {
      if (centralStart + fields.centralSize > endStart) {
        report(at(zip64 ?? end), { start: centralStart, size: fields.centralSize, limit: endStart });
      }
    },
  },
  {
    rule: 'zip/gap-before-end-record',
    check: ({ fields, centralStart, endStart }, report) => {
      const offset = centralStart + fields.centralSize;
      if (offset < endStart) report({ offset }, { count: endStart - offset });
    },
  },
  {
    rule: 'zip/zip64-total-disks',
    check: ({ locator }, report) => {
      if (locator !== undefined && locator.disks !== 1) report(at(locator), { actual: locator.disks });
    },
  },
  {
    rule: 'zip/zip64-end-record-missing',
    check: ({ locator, zip64 }, report) => {
      if (locator !== undefined && zip64 === undefined) report(at(locator));
    },
  },
  {
    rule: 'zip/zip64-locator-mismatch',
    check: ({ locator, zip64, base }, report) => {
      if (locator === undefined || zip64 === undefined || locator.recordOffset + base === zip64.offset) return;
      report(at(locator), { declared: locator.recordOffset, actual: zip64.offset });
    },
  },
  {
    rule: 'zip/zip64-record-size-mismatch',
    check: ({ zip64 }, report) => {
      if (zip64 === undefined || zip64.declaredSize === zip64.actualSize) return;
      report(at(zip64), { declared: zip64.declaredSize, actual: zip64.actualSize });
    },
  },
  {
    rule: 'zip/zip64-extensible-data',
    check: ({ zip64 }, report) => {
      if (zip64 === undefined || zip64.declaredSize !== zip64.actualSize) return;
      const count = zip64.actualSize - ZIP64_END_SIZE;
      if (count > 0) report(at(zip64), { count });
    },
  },
  {
    rule: 'zip/zip64-end-record-version',
    check: ({ zip64 }, report) => {
      if (zip64 !== undefined && zip64.versionNeeded !== ZIP64_VERSION) {
        report(at(zip64), { actual: zip64.versionNeeded });
      }
    },
  },
  {
    rule: 'zip/zip64-end-record-mismatch',
    check: ({ end, zip64 }, report) => {
      if (end === undefined || zip64 === undefined) return;
      for (const [field, ones] of SHARED_FIELDS) {
        if (end[field] === ones || end[field] === zip64[field]) continue;
        return report(at(end), { field, classic: end[field], zip64: zip64[field] });
      }
    },
  },
];

const SHARED_FIELDS = [
  ['disk', ONES_16],
  ['centralDisk', ONES_16],
  ['entriesOnDisk', ONES_16],
  ['entries', ONES_16],
  ['centralSize', ONES_32],
  ['centralOffset', ONES_32],
] as const;

function at(record: { readonly offset: number } | undefined): { readonly offset?: number } {
  return record === undefined ? {} : { offset: record.offset };
}
