import type { Check } from '../../report/check.ts';
import { type CentralHeader, type CentralReading, isDirectory } from './central-directory.ts';
import type { EndReading } from './end-record.ts';
import { memberLocation } from './member-location.ts';
import type { ZipLimits } from './zip-limits.ts';
import {
  FLAG_ENCRYPTED,
  FLAG_MASKED,
  FLAG_PATCHED,
  FLAG_STRONG_ENCRYPTION,
  FLAGS_RESERVED,
  METHOD_DEFLATED,
  METHOD_STORED,
} from './zip-records.ts';

/** The central directory as a whole, against what the end records say of it. */
export interface DirectorySubject {
  readonly end: EndReading;
  readonly central: CentralReading;
  readonly limits: ZipLimits;
}

/** Rules on the directory as a whole, in normative order. */
export const directoryChecks: readonly Check<DirectorySubject>[] = [
  {
    rule: 'zip/central-directory-malformed',
    check: ({ central }, report) => {
      if (central.brokenAt !== undefined) report({ offset: central.brokenAt });
    },
  },
  {
    rule: 'zip/entry-count-mismatch',
    check: ({ end, central }, report) => {
      // Where the headers broke off or were too many, their number says nothing.
      if (central.brokenAt !== undefined || central.tooMany || central.namesTooLong) return;
      const declared = end.fields.entries;
      const actual = central.entries.length;
      if (declared !== actual) report(endLocation(end), { declared, actual });
    },
  },
  {
    rule: 'zip/too-many-members',
    check: ({ end, central, limits }, report) => {
      if (central.tooMany) report(endLocation(end), { limit: limits.members });
    },
  },
];

function endLocation({ end, zip64 }: EndReading): { readonly offset?: number } {
  const record = zip64 ?? end;
  return record === undefined ? {} : { offset: record.offset };
}

/** The newest version whose features an ordinary archive uses: zip64 (APPNOTE 4.4.3.2). */
const NEWEST_VERSION = 45;

/** Rules on one central header before its name, in normative order. */
export const headerChecks: readonly Check<CentralHeader>[] = [
  {
    rule: 'zip/entry-disk-number',
    check: ({ entry, zip64 }, report) => {
      if (zip64.disk !== 0) report(memberLocation(entry), { actual: zip64.disk });
    },
  },
  flagCheck('zip/encrypted', FLAG_ENCRYPTED),
  flagCheck('zip/strong-encryption', FLAG_STRONG_ENCRYPTION),
  flagCheck('zip/patched-data', FLAG_PATCHED),
  flagCheck('zip/masked-headers', FLAG_MASKED),
  flagCheck('zip/reserved-flag', FLAGS_RESERVED),
  {
    rule: 'zip/unsupported-version',
    check: ({ entry }, report) => {
      if (entry.versionNeeded > NEWEST_VERSION) report(memberLocation(entry), { actual: entry.versionNeeded });
    },
  },
  {
    rule: 'zip/unsupported-method',
    check: ({ entry }, report) => {
      if (entry.method !== METHOD_STORED && entry.method !== METHOD_DEFLATED) {
        report(memberLocation(entry), { actual: entry.method });
      }
    },
  },
];

function flagCheck(
  rule: 'zip/encrypted' | 'zip/strong-encryption' | 'zip/patched-data' | 'zip/masked-headers' | 'zip/reserved-flag',
  mask: number,
): Check<CentralHeader> {
  return {
    rule,
    check: ({ entry }, report) => {
      const set = entry.flags & mask;
      if (set !== 0) report(memberLocation(entry), { flags: `0x${set.toString(16).padStart(4, '0')}` });
    },
  };
}

/** File types in the upper half of the external attributes (POSIX st_mode). */
const TYPE_NONE = 0;
const TYPE_FILE = 0o100000;
const TYPE_DIRECTORY = 0o040000;
const TYPE_SYMBOLIC_LINK = 0o120000;
const SETUID_SETGID = 0o6000;
/** The MS-DOS attribute of a directory. */
const DOS_DIRECTORY = 0x10;

/**
 * Rules on one central header's attributes, in normative order. The mode is read whatever system made the archive:
 * readers differ in which systems they read it for.
 */
export const attributeChecks: readonly Check<CentralHeader>[] = [
  {
    rule: 'zip/symbolic-link',
    check: (header, report) => {
      if (fileType(header) === TYPE_SYMBOLIC_LINK) report(memberLocation(header.entry));
    },
  },
  {
    rule: 'zip/special-file',
    check: (header, report) => {
      const type = fileType(header);
      if (ORDINARY_TYPES.has(type)) return;
      report(memberLocation(header.entry), { type: `0${type.toString(8)}` });
    },
  },
  {
    rule: 'zip/setuid-or-setgid',
    check: (header, report) => {
      if (isDirectory(header.entry) || (mode(header) & SETUID_SETGID) === 0) return;
      report(memberLocation(header.entry), { mode: `0${(mode(header) & 0o7777).toString(8)}` });
    },
  },
  {
    rule: 'zip/directory-attribute-on-file',
    check: (header, report) => {
      if (isDirectory(header.entry)) return;
      if (fileType(header) === TYPE_DIRECTORY || (header.externalAttributes & DOS_DIRECTORY) !== 0) {
        report(memberLocation(header.entry));
      }
    },
  },
  {
    rule: 'zip/file-attribute-on-directory',
    check: (header, report) => {
      if (isDirectory(header.entry) && fileType(header) === TYPE_FILE) report(memberLocation(header.entry));
    },
  },
  {
    rule: 'zip/directory-with-data',
    check: ({ entry }, report) => {
      // Judged by the content: an empty deflate stream has two bytes, and ordinary writers leave them there.
      if (isDirectory(entry) && entry.uncompressedSize > 0) {
        report(memberLocation(entry), { size: entry.uncompressedSize });
      }
    },
  },
];

const ORDINARY_TYPES: ReadonlySet<number> = new Set([TYPE_NONE, TYPE_FILE, TYPE_DIRECTORY, TYPE_SYMBOLIC_LINK]);

function mode(header: CentralHeader): number {
  return Math.floor(header.externalAttributes / 0x10000);
}

function fileType(header: CentralHeader): number {
  return mode(header) & 0o170000;
}
