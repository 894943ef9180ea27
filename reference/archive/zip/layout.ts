import type { Check } from '../../report/check.ts';
import type { ByteSource } from '../byte-source.ts';
import { entryName, type ZipEntry } from './central-directory.ts';
import { memberLocation } from './member-location.ts';
import { LOCAL_HEADER_SIGNATURE } from './zip-records.ts';

/** The bytes that a member takes, from its local header to the end of its data or descriptor. */
export interface MemberExtent {
  readonly entry: ZipEntry;
  readonly start: number;
  readonly end: number;
  /** Offset of the data. */
  readonly dataStart: number;
  /** False where the data do not end before the central directory. */
  readonly isReadable: boolean;
}

/** Bytes before the central directory that belong to no member. */
export interface Gap {
  readonly start: number;
  readonly length: number;
  readonly kind: 'leading' | 'between' | 'last';
  readonly hidesMember: boolean;
}

export interface Layout {
  /** Pairs of members that share bytes, by the offset of the later one. */
  readonly overlaps: readonly { readonly entry: ZipEntry; readonly other: ZipEntry; readonly offset: number }[];
  readonly gaps: readonly Gap[];
}

/**
 * Lays the members out over the bytes before the central directory. `extents` is sorted by start.
 */
export function readLayout(source: ByteSource, extents: readonly MemberExtent[], centralStart: number): Layout {
  const overlaps: { entry: ZipEntry; other: ZipEntry; offset: number }[] = [];
  const gaps: Gap[] = [];
  let covered = 0;
  let last: MemberExtent | undefined;
  const leave = (stop: number, isLast: boolean): void => {
    if (stop <= covered) return;
    const kind = covered === 0 ? 'leading' : isLast ? 'last' : 'between';
    gaps.push({ start: covered, length: stop - covered, kind, hidesMember: startsMember(source, covered, stop) });
  };
  for (const extent of extents) {
    if (last !== undefined && extent.start < covered) {
      overlaps.push({ entry: extent.entry, other: last.entry, offset: extent.start });
    }
    leave(extent.start, false);
    if (extent.end > covered) {
      covered = extent.end;
      last = extent;
    }
  }
  leave(centralStart, true);
  return { overlaps, gaps };
}

function startsMember(source: ByteSource, start: number, stop: number): boolean {
  if (stop - start < 4) return false;
  const bytes = Buffer.alloc(4);
  source.read(start, bytes);
  return bytes.readUInt32LE(0) === LOCAL_HEADER_SIGNATURE;
}

/** Rules on the layout, in normative order. */
export const layoutChecks: readonly Check<Layout>[] = [
  {
    rule: 'zip/overlapping-members',
    check: ({ overlaps }, report) => {
      for (const { entry, other, offset } of overlaps)
        report(memberLocation(entry, offset), { other: entryName(other) });
    },
  },
  gapCheck('zip/hidden-member', ({ hidesMember }) => hidesMember),
  gapCheck('zip/leading-data', ({ kind, hidesMember }) => !hidesMember && kind === 'leading'),
  gapCheck('zip/gap-between-members', ({ kind, hidesMember }) => !hidesMember && kind === 'between'),
  gapCheck('zip/gap-before-central-directory', ({ kind, hidesMember }) => !hidesMember && kind === 'last'),
];

function gapCheck(rule: Check<Layout>['rule'], isBreach: (gap: Gap) => boolean): Check<Layout> {
  return {
    rule,
    check: ({ gaps }, report) => {
      for (const gap of gaps) if (isBreach(gap)) report({ offset: gap.start }, { count: gap.length });
    },
  };
}
