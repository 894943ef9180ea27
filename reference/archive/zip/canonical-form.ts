import type { RuleId } from '../../generated/catalogue.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import type { Details, Location } from '../../report/finding.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { type FormCheck, FormTally } from '../form-tally.ts';
import {
  type CentralHeader,
  entryName,
  hasDescriptor,
  isDeflated,
  isDirectory,
  type ZipEntry,
} from './central-directory.ts';
import type { EndReading } from './end-record.ts';
import type { LocalHeader } from './local-header.ts';
import { memberLocation } from './member-location.ts';
import {
  CANONICAL_ATTRIBUTES,
  EPOCH_DOS_TIME,
  FLAG_DESCRIPTOR,
  FLAG_UTF8,
  ONES_16,
  ZIP64_LIMIT,
} from './zip-records.ts';

/** Rules on the form of one member, in normative order. */
export const formChecks: readonly FormCheck<CentralHeader>[] = [
  { rule: 'zip/compressed-member', isBreach: ({ entry }) => isDeflated(entry) },
  { rule: 'zip/data-descriptor', isBreach: ({ entry }) => hasDescriptor(entry) },
  { rule: 'zip/non-epoch-time', isBreach: ({ entry }) => entry.time !== EPOCH_DOS_TIME },
  { rule: 'zip/extra-field', isBreach: ({ entry }) => entry.hasExtra },
  { rule: 'zip/member-comment', isBreach: ({ commentLength }) => commentLength > 0 },
  { rule: 'zip/directory-entry', isBreach: ({ entry }) => isDirectory(entry) },
  {
    rule: 'zip/other-attributes',
    isBreach: ({ entry, externalAttributes, internalAttributes }) =>
      !isDirectory(entry) && (externalAttributes !== CANONICAL_ATTRIBUTES || internalAttributes !== 0),
  },
  {
    rule: 'zip/other-version',
    isBreach: ({ entry, versionMadeBy, zip64 }) => {
      const made = MADE_BY_UNIX + entry.versionNeeded;
      const version = entry.versionNeeded;
      // 4.5 where zip64 is used, be it in the local header alone (CPython reserves it from 1.9 GiB on).
      const isUsual = version === 20 ? zip64.length === undefined : version === 45;
      return versionMadeBy !== made || !isUsual || (version === 45 && !nearsZip64(entry, zip64.length !== undefined));
    },
  },
  {
    rule: 'zip/other-flags',
    isBreach: ({ entry, nameIsAscii }) => {
      const expected = (nameIsAscii ? 0 : FLAG_UTF8) + (hasDescriptor(entry) ? FLAG_DESCRIPTOR : 0);
      return entry.flags !== expected;
    },
  },
  {
    rule: 'zip/needless-zip64',
    isBreach: ({ entry, zip64 }) =>
      zip64.length !== undefined &&
      entry.uncompressedSize <= ZIP64_LIMIT &&
      entry.compressedSize <= ZIP64_LIMIT &&
      entry.localOffset <= ZIP64_LIMIT,
  },
  {
    rule: 'zip/name-not-normalized',
    isBreach: ({ nameIsAscii, name }) => !nameIsAscii && name.normalize('NFC') !== name,
  },
];

/** Version made by: Unix in the upper byte (APPNOTE 4.4.2). */
const MADE_BY_UNIX = 0x0300;

/** From here on CPython's zipfile reserves zip64 in the local header: 1.05 times the size passes its limit. */
function nearsZip64(entry: ZipEntry, hasCentralField: boolean): boolean {
  return hasCentralField || entry.uncompressedSize * 1.05 > ZIP64_LIMIT;
}

/** Counts departures from the canonical form while headers go by. */
export function createTally(collector: FindingCollector): FormTally<CentralHeader> {
  return new FormTally(formChecks, ({ entry }) => memberLocation(entry), collector);
}

/** Orders names by code point. */
function compareNames(a: ZipEntry, b: ZipEntry): number {
  const [left, right] = [a.keptName, b.keptName];
  if (typeof left !== 'string' && typeof right !== 'string' && (a.flags & b.flags & FLAG_UTF8) !== 0) {
    // The order of the bytes of UTF-8; names that are cut are judged by what is kept of them.
    return Buffer.compare(left.bytes, right.bytes);
  }
  return compareCodePoints(entryName(a), entryName(b));
}

/** A rule of level SHOULD on the archive as a whole. */
export interface ArchiveForm {
  readonly end: EndReading;
  readonly entries: readonly ZipEntry[];
}

export interface ArchiveFormCheck {
  readonly rule: RuleId;
  readonly find: (archive: ArchiveForm) => { readonly at: Location; readonly details?: Details } | undefined;
}

/** Rules on the form of the archive, in normative order. */
export const archiveFormChecks: readonly ArchiveFormCheck[] = [
  {
    rule: 'zip/unsorted-members',
    find: ({ entries }) => {
      let last: ZipEntry | undefined;
      for (const entry of entries) {
        if (last !== undefined && (compareNames(last, entry) > 0 || last.localOffset > entry.localOffset)) {
          return { at: memberLocation(entry) };
        }
        last = entry;
      }
      return undefined;
    },
  },
  {
    rule: 'zip/archive-comment',
    find: ({ end: { end } }) =>
      end === undefined || end.commentLength === 0
        ? undefined
        : { at: { offset: end.offset }, details: { length: end.commentLength } },
  },
  {
    rule: 'zip/needless-zip64',
    find: ({ end: { zip64, fields } }) =>
      zip64 === undefined ||
      fields.entries > ONES_16 ||
      fields.centralSize > ZIP64_LIMIT ||
      fields.centralOffset > ZIP64_LIMIT
        ? undefined
        : { at: { offset: zip64.offset } },
  },
];

/** Whether a local header uses zip64 although no size of the member needs that. */
export function hasNeedlessZip64(entry: ZipEntry, local: LocalHeader): boolean {
  return (
    local.zip64.length !== undefined &&
    entry.uncompressedSize * 1.05 <= ZIP64_LIMIT &&
    entry.compressedSize <= ZIP64_LIMIT
  );
}
