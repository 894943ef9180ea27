import type { Location } from '../../report/finding.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { ByteSource } from '../byte-source.ts';
import type { FormTally } from '../form-tally.ts';
import { type ComparedName, lastOfEachPath, toComparedName } from '../names/compared-name.ts';
import { isCutName } from '../names/member-name.ts';
import { prepareChecks } from '../prepared-checks.ts';
import type { SourceWindow } from '../source-window.ts';
import { createTally, hasNeedlessZip64 } from './canonical-form.ts';
import {
  type CentralHeader,
  hasDescriptor,
  isDirectory,
  readCentralDirectory,
  type ZipEntry,
} from './central-directory.ts';
import { readDescriptor } from './data-descriptor.ts';
import type { EndReading } from './end-record.ts';
import type { HeaderWithExtra } from './extra-checks.ts';
import { type ExtraField, NO_EXTRA, parseExtraField } from './extra-field.ts';
import { type MemberExtent, readLayout } from './layout.ts';
import { readLocalHeader } from './local-header.ts';
import { memberLocation } from './member-location.ts';
import { zipChecks } from './zip-checks.ts';
import type { ZipLimits } from './zip-limits.ts';
import { CENTRAL_HEADER_LENGTH, FLAG_UTF8 } from './zip-records.ts';

export interface DirectoryJudgement {
  readonly entries: readonly ZipEntry[];
  /** The entries that a reader takes, of several with one path the last; absent where it takes all. */
  readonly chosen?: ReadonlySet<ZipEntry>;
  readonly tally: FormTally<CentralHeader>;
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
  const tally = createTally(collector);
  const checkHeader = prepareChecks(zipChecks.header, collector);
  const checkName = prepareChecks(zipChecks.name, collector);
  const checkAttributes = prepareChecks(zipChecks.attribute, collector);
  const checkExtra = prepareExtraChecks(collector);
  const names: ComparedName<ZipEntry>[] = [];
  const visit = (header: CentralHeader): void => {
    const { entry, name } = header;
    const path = isDirectory(entry) ? name.slice(0, -1) : name;
    names.push(toComparedName(entry, { name, path, isCut: isCutName(entry.nameLength) }));
    const at = memberLocation(header.entry);
    checkHeader(header);
    checkName({
      at,
      name: header.name,
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
  const most = {
    entries: collector.isInForce('zip/too-many-members') ? limits.members : Number.POSITIVE_INFINITY,
    nameBytes: limits.members * limits.name,
  };
  const before = collector.errorCount;
  const central = readCentralDirectory(window, end, most, visit);
  const ofHeaders = collector.errorCount - before;
  prepareChecks(zipChecks.directory, collector)({ end, central, limits });
  const { entries } = central;
  prepareChecks(zipChecks.collision, collector)(names.filter(({ member }) => !isCutName(member.nameLength)));
  prepareChecks(zipChecks.declaredSize, collector)({ entries, limits });
  for (const { rule, find } of zipChecks.archiveForm) {
    const found = collector.isInForce(rule) ? find({ end, entries }) : undefined;
    if (found !== undefined) collector.add(rule, found.at, found.details);
  }
  // Some name is too long, or the members are too many: what stands behind is not judged, nor what was read any more.
  if (central.namesTooLong && collector.errorCount > before) return undefined;
  const isWhole = central.brokenAt === undefined && !central.tooMany;
  if (!isWhole && collector.errorCount !== before + ofHeaders) return undefined;
  // The names are not handed on: what is kept of them to be compared is a fifth of what an archive takes.
  const taken = lastOfEachPath(names);
  return { entries, tally, ...(taken.size < entries.length ? { chosen: new Set(taken.values()) } : {}) };
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
  tally: FormTally<CentralHeader>,
): readonly MemberExtent[] {
  const limit = Math.min(end.centralStart, end.endStart);
  const check = prepareChecks(zipChecks.local, collector);
  const checkExtra = prepareExtraChecks(collector);
  const centralExtra = centralExtraReader(window);
  const extents: MemberExtent[] = [];
  const byOffset = [...entries].sort((a, b) => a.localOffset - b.localOffset || a.offset - b.offset);
  for (const entry of byOffset) {
    const local = readLocalHeader(window, entry, limit);
    const before = collector.errorCount;
    // What stands where there is no header is not judged as one, unless the rule on that is left out.
    if (local?.hasSignature !== true) check({ entry, local: undefined, limit, descriptor: undefined, centralExtra });
    if (local === undefined || collector.errorCount > before) continue;
    const { dataStart, offset: start, zip64 } = local;
    const isInside = dataStart + entry.compressedSize <= limit;
    const dataEnd = isInside ? dataStart + entry.compressedSize : limit;
    const descriptor =
      isInside && hasDescriptor(entry)
        ? readDescriptor(window, entry, dataEnd, limit, zip64.length !== undefined)
        : undefined;
    check({ entry, local, limit, descriptor, centralExtra });
    checkExtra(memberLocation(entry, start), { header: 'local', ...local });
    if (hasNeedlessZip64(entry, local)) tally.add('zip/needless-zip64', memberLocation(entry, start));
    if (!entry.hasExtra && local.extra.hasOtherThanZip64) tally.add('zip/extra-field', memberLocation(entry, start));
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

/** Reads extra fields of central headers, each over the one before; the window stays where it is. */
function centralExtraReader(window: SourceWindow): (entry: ZipEntry) => ExtraField {
  let bytes = Buffer.alloc(0);
  return ({ offset, nameLength, extraLength }) => {
    if (bytes.length < extraLength) bytes = Buffer.alloc(extraLength * 2);
    window.readInto(bytes.subarray(0, extraLength), offset + CENTRAL_HEADER_LENGTH + nameLength);
    return parseExtraField(bytes, 0, extraLength);
  };
}

function prepareExtraChecks(collector: FindingCollector): (at: Location, header: HeaderWithExtra) => void {
  const active = zipChecks.extra.filter(({ rule }) => collector.isInForce(rule));
  return (at, header) => {
    // Most headers have no extra field, and then there is nothing to judge.
    if (header.extra === NO_EXTRA) return;
    for (const { rule, check } of active) {
      const details = check(header);
      if (details !== undefined) collector.add(rule, at, details);
    }
  };
}
