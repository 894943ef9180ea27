import type { DocumentFindings } from '../document-findings.ts';

const NAMED_ONCE = /^%(?:YAML(?![^ \t])|TAG[ \t]+([^ \t]+))/;

/**
 * Checks a directive line, of which readers that know no rules of ours still read several.
 * @param seen what the directives of the same document before it say; the parser lets them say it twice
 */
export function checkDirective(line: string, index: number, seen: Set<string>, findings: DocumentFindings): void {
  findings.add('yaml/directive', index);
  // The parser only warns of this.
  if (!/^%[^ \t\r\n]/.test(line)) findings.add('yaml/syntax', index, { problem: 'a directive has no name' });
  const match = NAMED_ONCE.exec(line);
  if (match === null) return;
  const subject = match[1] ?? 'version';
  if (seen.has(subject)) findings.add('yaml/syntax', index, { problem: 'a directive stands twice' });
  seen.add(subject);
}
