import { catalogue, type RuleId } from '../generated/catalogue.ts';
import { toReportFinding } from '../report/artifact-report.ts';
import type { Finding } from '../report/finding.ts';
import { maskCredentials } from '../report/mask-credentials.ts';
import type { ArtifactReport, ReportFinding } from '../report/report.ts';
import { nearest } from './nearest.ts';
import { usageError } from './usage-error.ts';

/** Rules that are left out of the exit code, with the caller's reasons. */
export type IgnoredRules = ReadonlyMap<string, string>;

const UNUSED = 'report/unused-ignore' satisfies RuleId;

/** Reads `--ignore RULE=REASON`. Throws ContractsError `usage` for an unknown rule or without a reason. */
export function parseIgnores(ignores: readonly string[]): IgnoredRules {
  const reasons = new Map<string, string>();
  for (const ignore of ignores) {
    const separator = ignore.indexOf('=');
    const rule = separator < 0 ? ignore : ignore.slice(0, separator);
    if (!Object.hasOwn(catalogue, rule)) {
      const similar = nearest(rule, Object.keys(catalogue));
      throw usageError(`there is no rule ${rule}${similar === undefined ? '' : `; did you mean ${similar}?`}`);
    }
    if (rule === UNUSED) throw usageError(`${UNUSED} cannot be ignored: remove the ignore that it is about`);
    const reason = separator < 0 ? '' : ignore.slice(separator + 1).trim();
    if (reason === '') throw usageError(`--ignore ${rule} needs a reason: --ignore ${rule}=REASON`);
    reasons.set(rule, maskCredentials(reason));
  }
  return reasons;
}

/** Marks the findings of ignored rules; the verdict stays as it is. */
export function markIgnored(artifact: ArtifactReport, ignored: IgnoredRules): ArtifactReport {
  if (ignored.size === 0) return artifact;
  const findings = artifact.findings.map((finding) => {
    const reason = ignored.get(finding.rule);
    return reason === undefined ? finding : { ...finding, ignored: reason };
  });
  return { ...artifact, findings };
}

/** A finding for each ignored rule that no artifact had a finding of. */
export function unusedIgnores(ignored: IgnoredRules, broken: ReadonlySet<string>): readonly ReportFinding[] {
  return [...ignored.keys()]
    .filter((rule) => !broken.has(rule))
    .map((rule): Finding => ({ rule: UNUSED, at: {}, details: { rule } }))
    .map((finding) => toReportFinding(finding, maskCredentials));
}
