import type { RuleId } from '../../generated/catalogue.ts';
import type { Check } from '../../report/check.ts';
import type { Location } from '../../report/finding.ts';
import type { ComparedName } from './compared-name.ts';
import { toCollisionKey, toNameKey } from './member-name.ts';

/** The rules of a container on the names of all members together. */
export interface CollisionRules {
  readonly duplicate: RuleId;
  readonly normalization: RuleId;
  readonly caseCollision: RuleId;
  readonly fileDirectory: RuleId;
}

/** What the rules ask of a member. */
export interface MemberAccess<Member> {
  readonly name: (member: Member) => string;
  readonly isDirectory: (member: Member) => boolean;
  readonly offset: (member: Member) => number;
  readonly location: (member: Member) => Location;
}

/** A path of a file that is still to be written: it stands nowhere yet. */
export const UNWRITTEN_PATH: MemberAccess<string> = {
  name: (path) => path,
  isDirectory: () => false,
  offset: () => 0,
  location: (path) => ({ member: path }),
};

/** Checks of the rules on the names of all members together, in normative order. */
export function toCollisionChecks<Member>(
  rules: CollisionRules,
  { name, isDirectory, offset, location }: MemberAccess<Member>,
): readonly Check<readonly ComparedName<Member>[]>[] {
  return [
    {
      rule: rules.duplicate,
      check: (names, report) => {
        const seen = new Map<string, Member>();
        for (const { member, exact } of names) {
          const other = seen.get(exact);
          if (other === undefined) seen.set(exact, member);
          else report(location(member), { other: offset(other) });
        }
      },
    },
    {
      rule: rules.normalization,
      check: (names, report) => {
        // Most archives have only names in normalization form C: then none can be like another.
        if (names.every(({ composed, exact }) => composed === exact)) return;
        const seen = new Map<string, ComparedName<Member>>();
        for (const compared of names) {
          const other = seen.get(compared.composed);
          if (other === undefined) seen.set(compared.composed, compared);
          else if (other.exact !== compared.exact) report(location(compared.member), { other: name(other.member) });
        }
      },
    },
    {
      rule: rules.caseCollision,
      check: (names, report) => {
        if (names.every(({ folded, composed }) => folded === composed)) return;
        const seen = new Map<string, ComparedName<Member>>();
        for (const compared of names) {
          const other = seen.get(compared.folded);
          if (other === undefined) seen.set(compared.folded, compared);
          // Names that differ in normalization alone have their own rule.
          else if (other.composed !== compared.composed) {
            report(location(compared.member), { other: name(other.member) });
          }
        }
      },
    },
    {
      rule: rules.fileDirectory,
      check: (names, report) => {
        const files = new Map<string, Member>();
        for (const { member, folded } of names) if (!isDirectory(member)) files.set(folded, member);
        const folders = new Map<string, Member | undefined>();
        for (const { member } of names) {
          const other = fileAbove(toCollisionKey(name(member)), files, folders);
          if (other !== undefined) report(location(member), { other: name(other) });
        }
      },
    },
  ];
}

/** So many folders are remembered: those of an archive may be as many as its members, and their names as long. */
const MOST_REMEMBERED = 4096;

/** The file that is a folder of the name; `folders` remembers the answers for folders that were looked at before. */
function fileAbove<Member>(
  name: string,
  files: ReadonlyMap<string, Member>,
  folders: Map<string, Member | undefined>,
): Member | undefined {
  const slash = name.lastIndexOf('/');
  if (slash < 0) return undefined;
  const folder = name.slice(0, slash);
  const key = toNameKey(folder);
  if (folders.has(key)) return folders.get(key);
  // From the top down, without recursion: the depth of a name is bounded by a rule that may be left out.
  let found: Member | undefined;
  for (let end = folder.indexOf('/'); found === undefined && end !== -1; end = folder.indexOf('/', end + 1)) {
    found = files.get(toNameKey(folder.slice(0, end)));
  }
  found ??= files.get(key);
  if (folders.size >= MOST_REMEMBERED) folders.clear();
  folders.set(key, found);
  return found;
}
