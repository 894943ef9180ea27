import type { Check } from '../../report/check.ts';
import { isDirectory, type ZipEntry } from './central-directory.ts';
import { memberLocation } from './member-location.ts';
import { toCollisionKey } from './member-name.ts';

/** Rules on the names of all members together, in normative order. */
export const collisionChecks: readonly Check<readonly ZipEntry[]>[] = [
  {
    rule: 'zip/duplicate-name',
    check: (entries, report) => {
      const seen = new Map<string, ZipEntry>();
      for (const entry of entries) {
        const other = seen.get(entry.name);
        if (other === undefined) seen.set(entry.name, entry);
        else report(memberLocation(entry), { other: other.offset });
      }
    },
  },
  {
    rule: 'zip/normalization-collision',
    check: (entries, report) => {
      const seen = new Map<string, string>();
      for (const entry of entries) {
        const key = entry.name.normalize('NFC');
        const other = seen.get(key);
        if (other === undefined) seen.set(key, entry.name);
        else if (other !== entry.name) report(memberLocation(entry), { other });
      }
    },
  },
  {
    rule: 'zip/case-collision',
    check: (entries, report) => {
      const seen = new Map<string, string>();
      for (const entry of entries) {
        const key = toCollisionKey(entry.name);
        const other = seen.get(key);
        if (other === undefined) seen.set(key, entry.name);
        // Names that differ in normalization alone have their own rule.
        else if (other.normalize('NFC') !== entry.name.normalize('NFC')) report(memberLocation(entry), { other });
      }
    },
  },
  {
    rule: 'zip/file-directory-collision',
    check: (entries, report) => {
      const files = new Map<string, string>();
      for (const { name } of entries) {
        if (!name.endsWith('/')) files.set(toCollisionKey(name), name);
      }
      const folders = new Map<string, string | undefined>();
      for (const entry of entries) {
        const other = fileAbove(toCollisionKey(entry.name), files, folders);
        if (other !== undefined) report(memberLocation(entry), { other });
      }
    },
  },
];

/** The file that is a folder of the name; `folders` remembers the answers for folders that were looked at before. */
function fileAbove(
  key: string,
  files: ReadonlyMap<string, string>,
  folders: Map<string, string | undefined>,
): string | undefined {
  const slash = key.lastIndexOf('/');
  if (slash < 0) return undefined;
  const folder = key.slice(0, slash);
  if (folders.has(folder)) return folders.get(folder);
  // From the top down, without recursion: the depth of a name is bounded by a rule that may be left out.
  let found: string | undefined;
  for (let end = folder.indexOf('/'); found === undefined && end !== -1; end = folder.indexOf('/', end + 1)) {
    found = files.get(folder.slice(0, end));
  }
  found ??= files.get(folder);
  folders.set(folder, found);
  return found;
}

/** The entries that a reader takes: of several with one path, the last. */
export function lastOfEachPath(entries: readonly ZipEntry[]): Map<string, ZipEntry> {
  const taken = new Map<string, ZipEntry>();
  for (const entry of entries) taken.set(isDirectory(entry) ? entry.name.slice(0, -1) : entry.name, entry);
  return taken;
}
