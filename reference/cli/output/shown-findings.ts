import type { Release } from '../../generated/types/interfaces-release.ts';
import { toReportFinding } from '../../report/artifact-report.ts';
import type { Finding } from '../../report/finding.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';

// As many as the schemas of the documents have places for.
const MOST_SHOWN = 1000;

/** Findings as the documents of single commands have them, masked. */
export function toShownFindings(findings: readonly Finding[]): Release['findings'] {
  return findings.slice(0, MOST_SHOWN).map((finding) => {
    const { rule, severity, at, details, message, remedy } = toReportFinding(finding, maskCredentials);
    return {
      rule,
      severity,
      at,
      details: Object.fromEntries(
        Object.entries(details).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
      ),
      message,
      remedy,
    };
  });
}
