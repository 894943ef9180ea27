import { compareCodePoints } from '../../report/code-point-order.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { type FormCheck, FormTally } from '../form-tally.ts';
import type { TarHeader } from './header-block.ts';
import { permissionsOf } from './member-checks.ts';
import { splitName } from './name-split.ts';
import type { MemberSubject } from './tar-member.ts';

/** A member and those that went before it. */
export interface FormSubject {
  readonly member: MemberSubject;
  readonly previousPath: string | undefined;
  /** Time of the first member. */
  readonly firstTime: number;
}

const MODES: readonly number[] = [0o644, 0o755];

/** Rules on the form of one member, in normative order. */
export const formChecks: readonly FormCheck<FormSubject>[] = [
  {
    rule: 'tar/not-ustar',
    isBreach: ({ member: { header } }) => header.form !== 'ustar' || header.typeflag === '\0',
  },
  {
    rule: 'tar/other-number-form',
    isBreach: ({ member: { header } }) =>
      !header.isChecksumCanonical ||
      Object.values(header.numbers).some(({ isCanonical }) => !isCanonical) ||
      header.numbers.devMajor.value !== 0 ||
      header.numbers.devMinor.value !== 0,
  },
  {
    rule: 'tar/other-name-split',
    isBreach: ({ member }) =>
      member.isNamedByHeader && member.header.form === 'ustar' && !isSplitAsUsual(member.header),
  },
  {
    rule: 'tar/leading-dot-segment',
    isBreach: ({ member: { nameBytes } }) => /^\.(?:\/|$)/.test(nameBytes.toString('latin1', 0, 2)),
  },
  { rule: 'tar/directory-entry', isBreach: ({ member }) => member.kind === 'directory' },
  {
    rule: 'tar/unsorted-members',
    isBreach: ({ member, previousPath }) =>
      previousPath !== undefined && compareCodePoints(previousPath, member.path) >= 0,
  },
  {
    rule: 'tar/different-times',
    isBreach: ({ member, firstTime }) => timeOf(member.header) !== firstTime,
  },
  {
    rule: 'tar/owner',
    isBreach: ({ member: { header } }) =>
      header.hasOwnerName || header.numbers.uid.value !== 0 || header.numbers.gid.value !== 0,
  },
  {
    rule: 'tar/other-mode',
    isBreach: ({ member }) =>
      member.kind === 'file' && !MODES.includes(permissionsOf(member.header.numbers.mode.value)),
  },
  { rule: 'tar/name-not-normalized', isBreach: ({ member: { path } }) => path.normalize('NFC') !== path },
];

/** The time of modification in a header. */
export function timeOf({ numbers }: TarHeader): number {
  return numbers.mtime.value;
}

/** Counts departures from the canonical form while members go by. */
export function createTally(collector: FindingCollector): FormTally<FormSubject> {
  return new FormTally(formChecks, ({ member }) => member.at, collector);
}

function isSplitAsUsual({ prefix, name }: TarHeader): boolean {
  if (prefix.length === 0) return true;
  return splitName(Buffer.concat([prefix, Buffer.from('/'), name])) === prefix.length;
}
