import type { Location } from '../../report/finding.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { ByteSource } from '../byte-source.ts';
import { FormTally, hasNeedlessZip64 } from './canonical-form.ts';
import { type CentralHeader, hasDescriptor, readCentralDirectory, type ZipEntry } from './central-directory.ts';
import { readDescriptor } from './data-descriptor.ts';
import type { EndReading } from './end-record.ts';
import type { HeaderWithExtra } from './extra-checks.ts';
import { hasOtherThanZip64 } from './extra-field.ts';
import { type MemberExtent, readLayout } from './layout.ts';
import { readLocalHeader } from './local-header.ts';
import { memberLocation } from './member-location.ts';
import { prepareChecks } from './prepared-checks.ts';
import type { SourceWindow } from './source-window.ts';
import { zipChecks } from './zip-checks.ts';
import type { ZipLimits } from './zip-limits.ts';
import { FLAG_UTF8 } from './zip-records.ts';

/** Four times what a name may have. */
const LONGEST_COMPARED_NAME = 4096;

export interface DirectoryJudgement {
  readonly entries: readonly ZipEntry[];
  readonly tally: FormTally;
}

/**
 * Reads the central directory and judges each header and all names together. Undefined where the directory is not
 * whole: what it says of the members would be a guess.
 */
export function judgeDirectory(
  window: SourceWindow,
  end: EndReading,
  collector: FindingCollector,
  limits: ZipLimits,
): DirectoryJudgement | undefined {
  const tally = new FormTally(collector);
  const checkHeader = prepareChecks(zipChecks.header, collector);
  const checkName = prepareChecks(zipChecks.name, collector);
  const checkAttributes = prepareChecks(zipChecks.attribute, collector);
  const checkExtra = prepareExtraChecks(collector);
  const visit = (header: CentralHeader): void => {
    const at = memberLocation(header.entry);
    checkHeader(header);
    checkName({
      at,
      name: header.entry.name,
      byteLength: header.nameBytes.length,
      isAscii: header.nameIsAscii,
      isValidUtf8: header.nameIsValid,
      hasUtf8Flag: (header.entry.flags & FLAG_UTF8) !== 0,
      limits,
    });
    checkAttributes(header);
    checkExtra(at, { header: 'central', ...header });
    tally.see(header);
  };
  const most = collector.isInForce('zip/too-many-members') ? limits.members : Number.POSITIVE_INFINITY;
  const before = collector.errorCount;
  const central = readCentralDirectory(window, end, most, visit);
  const ofHeaders = collector.errorCount - before;
  prepareChecks(zipChecks.directory, collector)({ end, central, limits });
  const { entries } = central;
  // A name that is far too long is not folded to be compared: nothing is gained, and the time is the attacker's.
  prepareChecks(zipChecks.collision, collector)(entries.filter(({ name }) => name.length <= LONGEST_COMPARED_NAME));
  prepareChecks(zipChecks.declaredSize, collector)({ entries, limits });
  for (const { rule, find } of zipChecks.archiveForm) {
    const found = collector.isInForce(rule) ? find({ end, entries }) : undefined;
    if (found !== undefined) collector.add(rule, found.at, found.details);
  }
  const isWhole = central.brokenAt === undefined && !central.tooMany;
  return isWhole || collector.errorCount === before + ofHeaders ? { entries, tally } : undefined;
}

/**
 * Reads every local header and data descriptor, in the order of their offsets, and judges them against the central
 * directory. Gives the bytes that each member takes.
 */
export function judgeLocalHeaders(
  window: SourceWindow,
  end: EndReading,
  entries: readonly ZipEntry[],
  collector: FindingCollector,
  tally: FormTally,
): readonly MemberExtent[] {
  const limit = Math.min(end.centralStart, end.endStart);
  const check = prepareChecks(zipChecks.local, collector);
  const checkExtra = prepareExtraChecks(collector);
  const extents: MemberExtent[] = [];
  const byOffset = [...entries].sort((a, b) => a.localOffset - b.localOffset || a.offset - b.offset);
  for (const entry of byOffset) {
    const local = readLocalHeader(window, entry, limit);
    if (local === undefined) {
      check({ entry, local, limit, descriptor: undefined });
      continue;
    }
    const { dataStart, offset: start, zip64 } = local;
    const isInside = dataStart + entry.compressedSize <= limit;
    const dataEnd = isInside ? dataStart + entry.compressedSize : limit;
    const descriptor =
      isInside && hasDescriptor(entry)
        ? readDescriptor(window, entry, dataEnd, limit, zip64.length !== undefined)
        : undefined;
    check({ entry, local, limit, descriptor });
    checkExtra(memberLocation(entry, start), { header: 'local', ...local });
    if (hasNeedlessZip64(entry, local)) tally.add('zip/needless-zip64', memberLocation(entry, start));
    if (!entry.hasExtra && hasOtherThanZip64(local.extra)) tally.add('zip/extra-field', memberLocation(entry, start));
    extents.push({ entry, start, end: dataEnd + (descriptor?.length ?? 0), dataStart, isReadable: isInside });
  }
  return extents;
}

/** Judges how the members lie before the central directory. */
export function judgeLayout(
  source: ByteSource,
  end: EndReading,
  extents: readonly MemberExtent[],
  collector: FindingCollector,
): void {
  if (end.end === undefined) return;
  const layout = readLayout(source, extents, Math.min(end.centralStart, end.endStart));
  prepareChecks(zipChecks.layout, collector)(layout);
}

function prepareExtraChecks(collector: FindingCollector): (at: Location, header: HeaderWithExtra) => void {
  const active = zipChecks.extra.filter(({ rule }) => collector.isInForce(rule));
  return (at, header) => {
    // Most headers have no extra field, and then there is nothing to judge.
    if (header.extra.blocks.length === 0 && header.extra.complete) return;
    for (const { rule, check } of active) {
      const details = check(header);
      if (details !== undefined) collector.add(rule, at, details);
    }
  };
}
