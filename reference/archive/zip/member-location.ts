import type { Location } from '../../report/finding.ts';
import { entryPath, type ZipEntry } from './central-directory.ts';

/** Location of a finding on a member: at its central header, unless another record of it is the offending one. */
export function memberLocation(entry: ZipEntry, offset: number = entry.offset): Location {
  const member = entryPath(entry);
  // A member without a name has no path to be found by.
  return member === '' ? { offset } : { member, offset };
}
