import type { Check } from '../../report/check.ts';
import type { Location } from '../../report/finding.ts';
import type { TarLimits } from './tar-limits.ts';
import { isSpecial, type MemberSubject } from './tar-member.ts';
import { OCTAL_SIZE_END } from './tar-records.ts';

/** Rules on a member and the extension headers before it, in normative order; a breach ends the reading. */
export const assemblyChecks: readonly Check<MemberSubject>[] = [
  {
    rule: 'tar/conflicting-names',
    check: ({ at, extensions: { longName, longLink, pax } }, report) => {
      if (longName !== undefined && pax?.has('path') === true) report(at);
      if (longLink !== undefined && pax?.has('linkpath') === true) report(at);
    },
  },
  {
    rule: 'tar/size-mismatch',
    check: ({ at, paxSize, header: { numbers } }, report) => {
      if (paxSize === undefined || paxSize >= OCTAL_SIZE_END || paxSize === numbers.size.value) return;
      report(at, { pax: paxSize, declared: numbers.size.value });
    },
  },
  {
    rule: 'tar/sparse-file',
    check: ({ at, isSparse }, report) => {
      if (isSparse) report(at);
    },
  },
];

/** What is counted while members go by. */
export interface CountSubject {
  readonly at: Location;
  /** Members and global headers so far. */
  readonly members: number;
  /** Content so far. */
  readonly total: number;
  readonly limits: TarLimits;
}

/** Rules on what is counted, in normative order; a breach ends the reading. */
export const countChecks: readonly Check<CountSubject>[] = [
  {
    rule: 'tar/too-many-members',
    check: ({ at, members, limits }, report) => {
      if (members > limits.members) report(at, { limit: limits.members });
    },
  },
  {
    rule: 'tar/total-too-large',
    check: ({ at, total, limits }, report) => {
      if (total > limits.total) report(at, { actual: total, limit: limits.total });
    },
  },
];

const REGULAR: readonly string[] = ['0', '\0', '5'];
const SET_GROUP_ID = 0o2000;

/** Rules on the type of a member, in normative order. */
export const typeChecks: readonly Check<MemberSubject>[] = [
  {
    rule: 'tar/hard-link',
    check: ({ at, header: { typeflag } }, report) => {
      if (typeflag === '1') report(at);
    },
  },
  {
    rule: 'tar/symbolic-link',
    check: ({ at, header: { typeflag } }, report) => {
      if (typeflag === '2') report(at);
    },
  },
  {
    rule: 'tar/special-file',
    check: ({ at, header: { typeflag } }, report) => {
      if (isSpecial(typeflag)) report(at);
    },
  },
  {
    rule: 'tar/unsupported-type',
    check: ({ at, kind, header: { typeflag } }, report) => {
      if (kind === 'other' || typeflag === 'S' || REGULAR.includes(typeflag)) return;
      report(at, { type: /^[!-~]$/.test(typeflag) ? typeflag : `0x${typeflag.charCodeAt(0).toString(16)}` });
    },
  },
  {
    rule: 'tar/link-name-on-file',
    check: ({ at, hasLinkName, header: { typeflag } }, report) => {
      if (hasLinkName && typeflag !== '1' && typeflag !== '2') report(at);
    },
  },
  {
    rule: 'tar/directory-with-data',
    check: ({ at, kind, declaredSize }, report) => {
      if (kind === 'directory' && declaredSize > 0) report(at, { actual: declaredSize });
    },
  },
  {
    rule: 'tar/setuid-or-setgid',
    check: ({ at, kind, header: { numbers } }, report) => {
      const mode = numbers.mode.value;
      if (kind !== 'directory' && Math.floor(mode / SET_GROUP_ID) % 4 !== 0) report(at, { mode: toOctalMode(mode) });
    },
  },
];

/** The lower twelve bits of a mode, in octal digits. */
function toOctalMode(mode: number): string {
  return permissionsOf(mode).toString(8).padStart(4, '0');
}

/** The lower twelve bits of a mode. */
export function permissionsOf(mode: number): number {
  return ((mode % 0o10000) + 0o10000) % 0o10000;
}
