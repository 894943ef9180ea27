import { createHash } from 'node:crypto';
import { type CatalogueEntry, catalogue } from '../../generated/catalogue.ts';
import { compareCodePoints } from '../code-point-order.ts';
import type { Location } from '../finding.ts';
import { toJsonText } from '../json-text.ts';
import type { ArtifactReport, Report, ReportFinding } from '../report.ts';
import { rulePage } from '../rule-page.ts';
import { toVisible } from '../visible-text.ts';
import { toFile, toPlace } from './place.ts';

/**
 * The report as SARIF 2.1.0: one run, the rules that were broken, a result a finding of an artifact. Findings about the
 * run are notifications (section 3.20.20): they have no location, and GitHub refuses a log with a result without one.
 */
export function renderSarif(report: Report): string {
  const pairs = report.artifacts.flatMap((artifact) => artifact.findings.map((finding) => ({ finding, artifact })));
  const ofRun = report.findings ?? [];
  const rules = brokenRules([...pairs.map(({ finding }) => finding), ...ofRun]);
  const fingerprint = createFingerprints();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { ...report.tool, semanticVersion: report.tool.version, rules: rules.map(toRule) } },
        ...(ofRun.length === 0 ? {} : { invocations: [toInvocation(ofRun, rules)] }),
        columnKind: 'unicodeCodePoints',
        artifacts: report.artifacts.map(toArtifact),
        results: pairs.map(({ finding, artifact }) => ({
          ruleId: finding.rule,
          ruleIndex: rules.indexOf(finding.rule),
          level: finding.severity,
          message: { text: toText(finding) },
          locations: [toLocation(finding.at, artifact, report)],
          partialFingerprints: { 'packageContracts/v1': fingerprint(finding, artifact) },
          ...(finding.ignored === undefined
            ? {}
            : { suppressions: [{ kind: 'external', justification: toVisible(finding.ignored) }] }),
        })),
      },
    ],
  };
  return toJsonText(log);
}

function brokenRules(findings: readonly ReportFinding[]): readonly string[] {
  return [...new Set(findings.map((finding) => finding.rule))].sort(compareCodePoints);
}

function toRule(rule: string): object {
  const entry: CatalogueEntry | undefined = Object.entries(catalogue).find(([id]) => id === rule)?.[1];
  if (entry === undefined) return { id: rule };
  const page = rulePage(rule);
  return {
    id: rule,
    shortDescription: { text: entry.text },
    help: {
      text: `${entry.remedy}\n\nContract ${entry.contract}, ${entry.source}; rule page ${page}.`,
      markdown: `${entry.remedy}\n\nContract \`${entry.contract}\`, \`${entry.source}\`; rule page \`${page}\`.`,
    },
    defaultConfiguration: { level: entry.level === 'MUST' ? 'error' : 'warning' },
    properties: { tags: [entry.contract, entry.phase, entry.origin] },
  };
}

function toInvocation(findings: readonly ReportFinding[], rules: readonly string[]): object {
  return {
    executionSuccessful: true,
    toolConfigurationNotifications: findings.map((finding) => ({
      associatedRule: { id: finding.rule, index: rules.indexOf(finding.rule) },
      level: finding.severity,
      message: { text: toText(finding) },
    })),
  };
}

function toArtifact(artifact: ArtifactReport): object {
  return {
    location: { uri: toUri(artifact.path) },
    ...(artifact.size === undefined ? {} : { length: artifact.size }),
    ...(artifact.sha256 === undefined ? {} : { hashes: { 'sha-256': artifact.sha256 } }),
  };
}

// A region is one of the file that the URI names: the line in an archive's member goes into the message and the logical
// location. The file of a folder is none of the artifacts that were judged.
function toLocation(at: Location, artifact: ArtifactReport, report: Report): object {
  const file = toFile(artifact, at);
  const region = file.at && toRegion(file.at);
  const index = file.path === artifact.path ? { index: report.artifacts.indexOf(artifact) } : {};
  const inside = `${at.member ?? ''}${at.pointer === undefined ? '' : `#${at.pointer}`}`;
  return {
    physicalLocation: {
      artifactLocation: { uri: toUri(file.path), ...index },
      ...(region === undefined ? {} : { region }),
    },
    ...(inside === '' ? {} : { logicalLocations: [{ fullyQualifiedName: toVisible(inside) }] }),
  };
}

function toRegion({ line, column, offset }: Location): object | undefined {
  if (line !== undefined) return { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  return offset === undefined ? undefined : { byteOffset: offset, byteLength: 0 };
}

function toText(finding: ReportFinding): string {
  const place = finding.at.member === undefined ? '' : `${toPlace(finding.at)}: `;
  return `${place}${toVisible(finding.message)}`;
}

/** A path as a relative URI reference (RFC 3986 section 4.2): each segment percent-encoded. */
function toUri(path: string): string {
  const encoded = path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replaceAll(/\p{Cs}/gu, '\uFFFD')))
    .join('/');
  return encoded === '' ? '.' : encoded;
}

// Lines, columns and offsets are left out: a finding stays the same one when the text above it grows.
function createFingerprints(): (finding: ReportFinding, artifact: ArtifactReport) => string {
  const seen = new Map<string, number>();
  return (finding, artifact) => {
    const { member = '', pointer = '' } = finding.at;
    const identity = JSON.stringify([finding.rule, artifact.path, member, pointer, finding.message]);
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    return createHash('sha256').update(`${identity}\n${ordinal}`).digest('hex').slice(0, 32);
  };
}
