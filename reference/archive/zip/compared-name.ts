import { isDirectory, type ZipEntry } from './central-directory.ts';
import { isCutName, toCollisionKey, toNameKey } from './member-name.ts';

/** A name as it is compared with those of the other members. Names are the same exactly where their keys are. */
export interface ComparedName {
  readonly entry: ZipEntry;
  /** Key of the name as it stands. */
  readonly exact: string;
  /** Key of the name in normalization form C. */
  readonly composed: string;
  /** Key of the name without regard to case and normalization. */
  readonly folded: string;
  /** Key of the path: of the name without the slash that ends a directory's. */
  readonly path: string;
}

/** What is compared of an entry's name; of one that is far too long, the path alone (README, Names). */
export function toComparedName(entry: ZipEntry, name: string): ComparedName {
  const exact = toNameKey(name);
  const path = isDirectory(entry) ? toNameKey(name.slice(0, -1)) : exact;
  if (isCutName(entry.nameLength)) return { entry, exact, composed: exact, folded: exact, path };
  const normal = name.normalize('NFC');
  const composed = normal === name ? exact : toNameKey(normal);
  const folded = toCollisionKey(name);
  return { entry, exact, composed, folded: folded === name ? exact : toNameKey(folded), path };
}

/** The entries that a reader takes, by the key of their path: of several with one path, the last. */
export function lastOfEachPath(names: readonly ComparedName[]): Map<string, ZipEntry> {
  return new Map(names.map(({ path, entry }) => [path, entry]));
}
