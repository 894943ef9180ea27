import type { Check } from '../../report/check.ts';
import { toCollisionChecks } from '../names/collision-checks.ts';
import type { ComparedName } from '../names/compared-name.ts';
import { type NameSubject, toNameChecks } from '../names/name-checks.ts';
import { type MemberSubject, memberLocation, memberPath, type TarMember } from './tar-member.ts';

/** Rules on the path of one member. */
export const nameChecks: readonly Check<NameSubject>[] = toNameChecks({
  invalidUtf8: 'tar/invalid-utf8-name',
  empty: 'tar/empty-name',
  absolute: 'tar/absolute-path',
  drive: 'tar/drive-letter',
  backslash: 'tar/backslash-in-name',
  parentSegment: 'tar/parent-segment',
  dotSegment: 'tar/dot-segment',
  emptySegment: 'tar/empty-segment',
  control: 'tar/control-character-in-name',
  bidirectional: 'tar/bidirectional-control-in-name',
  invisible: 'tar/invisible-character-in-name',
  lookalike: 'tar/lookalike-separator-in-name',
  colon: 'tar/colon-in-name',
  device: 'tar/reserved-device-name',
  trailing: 'tar/trailing-dot-or-space',
  nameLength: 'tar/name-too-long',
  segmentLength: 'tar/segment-too-long',
  depth: 'tar/path-too-deep',
});

/** The rule on a name that only tar can break: what ends in a slash is a directory everywhere else. */
export const slashChecks: readonly Check<MemberSubject>[] = [
  {
    rule: 'tar/slash-after-file-name',
    check: ({ at, kind, path }, report) => {
      if (kind !== 'directory' && path.endsWith('/')) report(at);
    },
  },
];

export const COLLISION_RULES = {
  duplicate: 'tar/duplicate-name',
  normalization: 'tar/normalization-collision',
  caseCollision: 'tar/case-collision',
  fileDirectory: 'tar/file-directory-collision',
} as const;

/** Rules on the paths of all members together, in normative order. */
export const collisionChecks: readonly Check<readonly ComparedName<TarMember>[]>[] = toCollisionChecks<TarMember>(
  COLLISION_RULES,
  {
    name: memberPath,
    isDirectory: ({ kind }) => kind === 'directory',
    offset: ({ offset }) => offset,
    location: memberLocation,
  },
);
