import type { Check } from '../../report/check.ts';
import { type NameSubject, toNameChecks } from '../names/name-checks.ts';

/** A member's name, as the rules on names see it. */
export interface ZipNameSubject extends NameSubject {
  readonly isAscii: boolean;
  readonly hasUtf8Flag: boolean;
}

/** Rules on one name. */
export const nameChecks: readonly Check<ZipNameSubject>[] = [
  {
    rule: 'zip/name-encoding',
    check: ({ at, isAscii, hasUtf8Flag }, report) => {
      if (!isAscii && !hasUtf8Flag) report(at);
    },
  },
  ...toNameChecks({
    invalidUtf8: 'zip/invalid-utf8-name',
    empty: 'zip/empty-name',
    absolute: 'zip/absolute-path',
    drive: 'zip/drive-letter',
    backslash: 'zip/backslash-in-name',
    parentSegment: 'zip/parent-segment',
    dotSegment: 'zip/dot-segment',
    emptySegment: 'zip/empty-segment',
    control: 'zip/control-character-in-name',
    bidirectional: 'zip/bidirectional-control-in-name',
    invisible: 'zip/invisible-character-in-name',
    lookalike: 'zip/lookalike-separator-in-name',
    colon: 'zip/colon-in-name',
    device: 'zip/reserved-device-name',
    trailing: 'zip/trailing-dot-or-space',
    nameLength: 'zip/name-too-long',
    segmentLength: 'zip/segment-too-long',
    depth: 'zip/path-too-deep',
  }),
];
