import { compareCodePoints } from '../report/code-point-order.ts';
import type { ObservedMember } from '../report/observation.ts';

/** What is asked of a member that an archive's reader keeps. */
export interface KeptMembers<Member> {
  readonly pathOf: (member: Member) => string;
  readonly observe: (member: Member) => ObservedMember;
}

/**
 * The members of an archive sorted by code point, each made when it is walked to: names may have 64 MiB. May be walked
 * several times.
 */
export function listMembers<Member>(
  taken: Iterable<Member>,
  { pathOf, observe }: KeptMembers<Member>,
): Iterable<ObservedMember> {
  let members: readonly Member[] | undefined;
  return {
    *[Symbol.iterator]() {
      members ??= sortByPath([...taken], pathOf);
      for (const member of members) yield observe(member);
    },
  };
}

// Canonical archives are sorted already, and to sort long names is to decode each of them again and again.
function sortByPath<Member>(members: Member[], pathOf: (member: Member) => string): readonly Member[] {
  let before = '';
  const isSorted = members.every((member) => {
    const path = pathOf(member);
    const follows = compareCodePoints(before, path) <= 0;
    before = path;
    return follows;
  });
  return isSorted ? members : members.sort((a, b) => compareCodePoints(pathOf(a), pathOf(b)));
}
