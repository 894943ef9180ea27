import { compareCodePoints } from '../code-point-order.ts';
import type { Location } from '../finding.ts';
import { JsonItems, JsonMembers, toJsonChunks } from '../json-stream.ts';
import type { ArtifactReport, Report, ReportFinding } from '../report.ts';

/** The report as JSON. */
export function renderJson(report: Report): string {
  return [...jsonChunks(report)].join('');
}

/**
 * The report as JSON, in chunks: two spaces of indent and a final line feed. The same report gives the same bytes.
 * Members stand in the order of the interfaces, whoever built the objects; details in the order of their names.
 */
export function jsonChunks(report: Report): Iterable<string> {
  const { format, tool, valid, counts, findings, artifacts } = report;
  const own = findings === undefined ? {} : { findings: findings.map(orderFinding) };
  const ordered = new JsonItems(orderEach(artifacts, orderArtifact));
  return toJsonChunks(new JsonMembers({ format, tool, valid, counts, ...own, artifacts: ordered }));
}

/** The report on one artifact with its members in the order of the interfaces. */
export function orderArtifact(artifact: ArtifactReport): JsonMembers {
  const { path, size, sha256, contract, profile, valid, primary, truncated, findings } = artifact;
  const ordered = new JsonItems(orderEach(findings, orderFinding));
  return new JsonMembers({ path, size, sha256, contract, profile, valid, primary, truncated, findings: ordered });
}

function* orderEach<Item>(items: readonly Item[], order: (item: Item) => object): Generator<object> {
  for (const item of items) yield order(item);
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
