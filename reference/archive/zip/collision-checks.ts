import type { Check } from '../../report/check.ts';
import { entryName, isDirectory, type ZipEntry } from './central-directory.ts';
import type { ComparedName } from './compared-name.ts';
import { memberLocation } from './member-location.ts';
import { toCollisionKey, toNameKey } from './member-name.ts';

/** Rules on the names of all members together, in normative order. */
export const collisionChecks: readonly Check<readonly ComparedName[]>[] = [
  {
    rule: 'zip/duplicate-name',
    check: (names, report) => {
      const seen = new Map<string, ZipEntry>();
      for (const { entry, exact } of names) {
        const other = seen.get(exact);
        if (other === undefined) seen.set(exact, entry);
        else report(memberLocation(entry), { other: other.offset });
      }
    },
  },
  {
    rule: 'zip/normalization-collision',
    check: (names, report) => {
      const seen = new Map<string, ComparedName>();
      for (const name of names) {
        const other = seen.get(name.composed);
        if (other === undefined) seen.set(name.composed, name);
        else if (other.exact !== name.exact) report(memberLocation(name.entry), { other: entryName(other.entry) });
      }
    },
  },
  {
    rule: 'zip/case-collision',
    check: (names, report) => {
      const seen = new Map<string, ComparedName>();
      for (const name of names) {
        const other = seen.get(name.folded);
        if (other === undefined) seen.set(name.folded, name);
        // Names that differ in normalization alone have their own rule.
        else if (other.composed !== name.composed) {
          report(memberLocation(name.entry), { other: entryName(other.entry) });
        }
      }
    },
  },
  {
    rule: 'zip/file-directory-collision',
    check: (names, report) => {
      const files = new Map<string, ZipEntry>();
      for (const { entry, folded } of names) if (!isDirectory(entry)) files.set(folded, entry);
      const folders = new Map<string, ZipEntry | undefined>();
      for (const { entry } of names) {
        const other = fileAbove(toCollisionKey(entryName(entry)), files, folders);
        if (other !== undefined) report(memberLocation(entry), { other: entryName(other) });
      }
    },
  },
];

/** The file that is a folder of the name; `folders` remembers the answers for folders that were looked at before. */
function fileAbove(
  name: string,
  files: ReadonlyMap<string, ZipEntry>,
  folders: Map<string, ZipEntry | undefined>,
): ZipEntry | undefined {
  const slash = name.lastIndexOf('/');
  if (slash < 0) return undefined;
  const folder = name.slice(0, slash);
  const key = toNameKey(folder);
  if (folders.has(key)) return folders.get(key);
  // From the top down, without recursion: the depth of a name is bounded by a rule that may be left out.
  let found: ZipEntry | undefined;
  for (let end = folder.indexOf('/'); found === undefined && end !== -1; end = folder.indexOf('/', end + 1)) {
    found = files.get(toNameKey(folder.slice(0, end)));
  }
  found ??= files.get(key);
  folders.set(key, found);
  return found;
}
