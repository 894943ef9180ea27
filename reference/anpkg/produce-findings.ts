import type { ParsedDocument } from '../document/parsed-document.ts';
import type { Finding } from '../report/finding.ts';

/** The file of the project that a member of the package was made from; bytes that are carried have no document. */
export interface MemberOrigin {
  readonly member: string;
  readonly document?: ParsedDocument;
}

/**
 * The finding as the project's author needs it: at the file, and the line in it, from which the package's member was
 * made. A document is rewritten, so that only its pointer leads back; what the project does not have keeps no line.
 */
export function toProjectFinding(finding: Finding, origins: ReadonlyMap<string, MemberOrigin>): Finding {
  const { member, pointer } = finding.at;
  const origin = member === undefined ? undefined : origins.get(member);
  if (origin === undefined) return finding;
  if (origin.document === undefined) return { ...finding, at: { ...finding.at, member: origin.member } };
  const at = {
    member: origin.member,
    ...(pointer === undefined ? {} : { pointer, ...origin.document.locate(pointer) }),
  };
  return { ...finding, at };
}
