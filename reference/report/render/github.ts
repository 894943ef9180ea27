import type { ArtifactReport, Report, ReportFinding } from '../report.ts';
import { toVisible } from '../visible-text.ts';
import { toFile, toPlace } from './place.ts';

/** Workflow commands that GitHub shows as annotations: one line a finding that is not ignored. */
export function renderGithub(report: Report): string {
  const lines = [
    ...report.artifacts.flatMap((artifact) => artifact.findings.map((finding) => toCommand(finding, artifact))),
    ...(report.findings ?? []).map((finding) => toCommand(finding)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function toCommand(finding: ReportFinding, artifact?: ArtifactReport): string {
  const level = finding.ignored === undefined ? finding.severity : 'notice';
  const file = artifact && toFile(artifact, finding.at);
  const properties = { file: file?.path, line: file?.at?.line, col: file?.at?.column, title: finding.rule };
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(toVisible(String(value)))}`);
  const place = finding.at.member === undefined ? '' : `${toPlace(finding.at)}: `;
  return `::${level} ${written.join(',')}::${escapeData(`${place}${toVisible(finding.message)} (${toVisible(finding.remedy)})`)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
