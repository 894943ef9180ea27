import { compareCodePoints } from '../code-point-order.ts';
import type { Location } from '../finding.ts';
import { toJsonText } from '../json-text.ts';
import type { ArtifactReport, Report, ReportFinding } from '../report.ts';

/** The report as JSON, two spaces of indent and a final line feed: the same report gives the same bytes. */
export function renderJson(report: Report): string {
  const { format, tool, valid, counts, findings, artifacts } = report;
  const own = findings === undefined ? {} : { findings: findings.map(orderFinding) };
  const ordered = { format, tool, valid, counts, ...own, artifacts: artifacts.map(orderArtifact) };
  return toJsonText(ordered);
}

// Members stand in the order of the interfaces, whoever built the objects; details in the order of their names.
/** The report on one artifact with its members in the order of the interfaces. */
export function orderArtifact(artifact: ArtifactReport): object {
  const { path, size, sha256, contract, profile, valid, primary, truncated, findings } = artifact;
  return { path, size, sha256, contract, profile, valid, primary, truncated, findings: findings.map(orderFinding) };
}

function orderFinding({ rule, severity, at, details, message, remedy, ignored }: ReportFinding): object {
  return { rule, severity, at: orderLocation(at), details: orderDetails(details), message, remedy, ignored };
}

function orderLocation({ member, pointer, line, column, offset }: Location): object {
  return { member, pointer, line, column, offset };
}

function orderDetails(details: ReportFinding['details']): object {
  return Object.fromEntries(Object.entries(details).sort(([a], [b]) => compareCodePoints(a, b)));
}
