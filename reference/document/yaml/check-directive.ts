import type { DocumentFindings } from '../document-findings.ts';

// Production 86; a reader of YAML 1 rejects a version that is higher than that.
const VERSION = /^%YAML[ \t]+1\.[0-9]+$/;
const NAMED_ONCE = /^%(?:YAML(?![^ \t])|TAG[ \t]+([^ \t]+))/;

/**
 * Checks a directive line, of which readers that know no rules of ours still read several.
 * @param seen what the directives of the same document before it say; the parser lets them say it twice
 */
export function checkDirective(line: string, index: number, seen: Set<string>, findings: DocumentFindings): void {
  findings.add('yaml/directive', index);
  const tab = line.indexOf('\t');
  if (tab !== -1) findings.add('yaml/tab', index + tab);
  // The parser only warns of this.
  if (!/^%[^ \t\r\n]/.test(line)) findings.add('yaml/syntax', index, { problem: 'a directive has no name' });
  const match = NAMED_ONCE.exec(line);
  if (match === null) return;
  const subject = match[1] ?? 'version';
  if (match[1] === undefined && !VERSION.test(line)) {
    findings.add('yaml/syntax', index, { problem: 'a directive does not name version 1 of YAML' });
  }
  if (seen.has(subject)) findings.add('yaml/syntax', index, { problem: 'a directive stands twice' });
  seen.add(subject);
}
