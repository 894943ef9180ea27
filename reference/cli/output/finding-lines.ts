import { toReportFinding } from '../../report/artifact-report.ts';
import type { Finding } from '../../report/finding.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';

/** Two lines for each finding: what is wrong, where and by which rule, and how to mend it. */
export function toFindingLines(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((finding) => {
    const { severity, at, message, remedy } = toReportFinding(finding, maskCredentials);
    const where = at.member === undefined ? '' : `${at.member}${at.pointer === undefined ? '' : `#${at.pointer}`}: `;
    return [`${severity}: ${where}${message} (${finding.rule})`, `  ${remedy}`];
  });
}
