import type { Check, ReportBreach } from '../../report/check.ts';
import { decodeName } from '../names/member-name.ts';
import { entryName, hasDescriptor, nameEncoding, type ZipEntry } from './central-directory.ts';
import type { DescriptorReading } from './data-descriptor.ts';
import { toHexId } from './extra-checks.ts';
import { type ExtraField, findExtraMismatch } from './extra-field.ts';
import type { LocalHeader } from './local-header.ts';
import { memberLocation } from './member-location.ts';

/** A member as its two headers and its descriptor give it. */
export interface LocalSubject {
  readonly entry: ZipEntry;
  /** Absent where no local header fits at the offset. */
  readonly local: LocalHeader | undefined;
  /** Where the central directory begins: no member reaches beyond. */
  readonly limit: number;
  /** Present where bit 3 is set and the data lie inside of the archive. */
  readonly descriptor: DescriptorReading | undefined;
  /** Reads the extra field of the central header again; what it gave before is read over. */
  readonly centralExtra: (entry: ZipEntry) => ExtraField;
}

const ZIP64_VERSION = 45;

/** Rules on a member's local header against its central header, in normative order. */
export const localChecks: readonly Check<LocalSubject>[] = [
  {
    rule: 'zip/local-header-missing',
    check: ({ entry, local }, report) => {
      if (local?.hasSignature !== true) report(memberLocation(entry), { target: entry.localOffset });
    },
  },
  localCheck('zip/local-name-mismatch', ({ entry, local }, report) => {
    if (!isNameOf(entry, local.nameBytes)) report(memberLocation(entry, local.offset));
  }),
  localCheck('zip/local-method-mismatch', ({ entry, local }, report) => {
    if (local.method === entry.method) return;
    report(memberLocation(entry, local.offset), { local: local.method, central: entry.method });
  }),
  localCheck('zip/local-flags-mismatch', ({ entry, local }, report) => {
    if (local.flags === entry.flags) return;
    report(memberLocation(entry, local.offset), { local: toHexId(local.flags), central: toHexId(entry.flags) });
  }),
  localCheck('zip/local-crc-mismatch', ({ entry, local }, report) => {
    if (local.crc === entry.crc || (local.crc === 0 && hasDescriptor(entry))) return;
    report(memberLocation(entry, local.offset), { local: toHexCrc(local.crc), central: toHexCrc(entry.crc) });
  }),
  localCheck('zip/local-compressed-size-mismatch', ({ entry, local }, report) => {
    const size = local.zip64.compressedSize;
    if (size === entry.compressedSize || (size === 0 && hasDescriptor(entry))) return;
    report(memberLocation(entry, local.offset), { local: size, central: entry.compressedSize });
  }),
  localCheck('zip/local-uncompressed-size-mismatch', ({ entry, local }, report) => {
    const size = local.zip64.uncompressedSize;
    if (size === entry.uncompressedSize || (size === 0 && hasDescriptor(entry))) return;
    report(memberLocation(entry, local.offset), { local: size, central: entry.uncompressedSize });
  }),
  localCheck('zip/local-version-mismatch', ({ entry, local }, report) => {
    if (local.versionNeeded === entry.versionNeeded) return;
    // A writer that does not know the size yet reserves zip64 in the local header alone.
    if (local.zip64.length !== undefined && local.versionNeeded === ZIP64_VERSION) return;
    report(memberLocation(entry, local.offset), { local: local.versionNeeded, central: entry.versionNeeded });
  }),
  localCheck('zip/local-time-mismatch', ({ entry, local }, report) => {
    if (local.time !== entry.time) report(memberLocation(entry, local.offset));
  }),
  localCheck('zip/extra-field-mismatch', ({ entry, local, centralExtra }, report) => {
    if (!local.extra.hasCompared && !entry.hasComparedExtra) return;
    const id = findExtraMismatch(local.extra, centralExtra(entry));
    if (id !== undefined) report(memberLocation(entry, local.offset), { id: toHexId(id) });
  }),
  localCheck('zip/data-out-of-bounds', ({ entry, local, limit }, report) => {
    if (local.dataStart + entry.compressedSize <= limit) return;
    report(memberLocation(entry, local.offset), { start: local.dataStart, size: entry.compressedSize, limit });
  }),
  {
    rule: 'zip/descriptor-missing',
    check: ({ entry, descriptor }, report) => {
      if (descriptor?.length === 0) report(memberLocation(entry, descriptor.offset));
    },
  },
  {
    rule: 'zip/descriptor-mismatch',
    check: ({ entry, descriptor }, report) => {
      if (descriptor === undefined || descriptor.length === 0 || descriptor.matches) return;
      report(memberLocation(entry, descriptor.offset));
    },
  },
];

/** A check that has nothing to say where there is no local header. */
function localCheck(
  rule: Check<LocalSubject>['rule'],
  check: (subject: LocalSubject & { readonly local: LocalHeader }, report: ReportBreach) => void,
): Check<LocalSubject> {
  return {
    rule,
    check: (subject, report) => {
      if (hasLocal(subject)) check(subject, report);
    },
  };
}

/** Decoded as the central header's flags say: a difference of flags is judged by itself. */
function isNameOf(entry: ZipEntry, bytes: Buffer): boolean {
  const { keptName, flags } = entry;
  if (typeof keptName !== 'string' && keptName.bytes.equals(bytes)) return true;
  return decodeName(bytes, nameEncoding(flags)).text === entryName(entry);
}

function hasLocal(subject: LocalSubject): subject is LocalSubject & { readonly local: LocalHeader } {
  return subject.local !== undefined;
}

/** A CRC-32 as eight hexadecimal digits. */
export function toHexCrc(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
