import type { Location } from '../finding.ts';
import type { ArtifactReport } from '../report.ts';
import { toVisible } from '../visible-text.ts';

/** A location in one line of printable text, such as `providers/p1.yaml:3:5 /args/0`; empty for the artifact itself. */
export function toPlace(at: Location): string {
  const position = at.line === undefined ? '' : `${at.line}${at.column === undefined ? '' : `:${at.column}`}`;
  const member = at.member === undefined ? '' : toVisible(at.member);
  const parts = [
    member !== '' && position !== ''
      ? `${member}:${position}`
      : `${member}${position === '' ? '' : `line ${position}`}`,
    at.pointer === undefined || at.pointer === '' ? '' : toVisible(at.pointer),
    at.offset === undefined || position !== '' ? '' : `at offset ${at.offset}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** The file that a finding is in, as the report names it; `at` is absent where that is an archive around the place. */
export function toFile(artifact: ArtifactReport, at: Location): { readonly path: string; readonly at?: Location } {
  if (at.member === undefined) return { path: artifact.path, at };
  // A line of a member is not a line of the archive that it is in. What has no size is a folder: its members are files.
  if (artifact.size !== undefined) return { path: artifact.path };
  return { path: artifact.path === '.' ? at.member : `${artifact.path}/${at.member}`, at };
}
