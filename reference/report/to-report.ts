import { TOOL } from '../generated/tool.ts';
import { compareCodePoints } from './code-point-order.ts';
import { type ArtifactReport, REPORT_FORMAT, type Report, type ReportFinding } from './report.ts';

/** Joins the reports on artifacts, and findings about the run itself, to the one report that is printed. */
export function toReport(artifacts: readonly ArtifactReport[], findings: readonly ReportFinding[] = []): Report {
  const all = [...findings, ...artifacts.flatMap((artifact) => artifact.findings)];
  const errors = all.filter((finding) => finding.severity === 'error').length;
  return {
    format: REPORT_FORMAT,
    tool: TOOL,
    valid: artifacts.every((artifact) => artifact.valid),
    counts: { error: errors, warning: all.length - errors },
    ...(findings.length === 0 ? {} : { findings }),
    artifacts: [...artifacts].sort((a, b) => compareCodePoints(a.path, b.path)),
  };
}
