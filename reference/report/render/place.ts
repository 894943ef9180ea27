import type { Location } from '../finding.ts';
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
