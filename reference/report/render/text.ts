import type { ArtifactReport, Report, ReportFinding } from '../report.ts';
import { toVisible } from '../visible-text.ts';
import type { Paint } from './paint.ts';
import { toPlace } from './place.ts';

/** Lines that show where a finding is: a caret excerpt of a document or a hex dump. */
export type Excerpts = ReadonlyMap<ReportFinding, readonly string[]>;

/** The report for people. */
export function renderText(report: Report, excerpts: Excerpts, paint: Paint): string {
  return [...textChunks(report, excerpts, paint)].join('');
}

/** The report for people, in chunks: a block a finding, a line an artifact, and one line that sums up. */
export function* textChunks(report: Report, excerpts: Excerpts, paint: Paint): Generator<string> {
  for (const artifact of report.artifacts) yield renderArtifact(artifact, excerpts, paint);
  for (const finding of report.findings ?? []) yield renderFinding(finding, excerpts, paint);
  yield `${summarise(report)}\n`;
}

/** One artifact: its verdict and a block a finding. */
export function renderArtifact(artifact: ArtifactReport, excerpts: Excerpts, paint: Paint): string {
  const verdict = artifact.valid ? paint('good', 'valid  ') : paint('error', 'invalid');
  const contract = artifact.contract ?? 'no known contract';
  const profile = artifact.profile === 'hardened' ? '' : `, profile ${artifact.profile}`;
  const head = `${verdict} ${paint('strong', toVisible(artifact.path))} ${paint('faint', `(${contract}${profile})`)}\n`;
  const findings = artifact.findings.map((finding) => renderFinding(finding, excerpts, paint));
  const more = artifact.truncated ? [`  ${paint('faint', 'there are more findings than a report holds')}\n`] : [];
  return [head, ...findings, ...more].join('');
}

/** A block for one finding: its severity, rule and place, what is wrong, and what to do about it. */
export function renderFinding(finding: ReportFinding, excerpts: Excerpts, paint: Paint): string {
  const place = toPlace(finding.at);
  const ignored = finding.ignored === undefined ? '' : paint('faint', ` (ignored: ${toVisible(finding.ignored)})`);
  return [
    `  ${paint(finding.severity, finding.severity)} ${paint('strong', finding.rule)}${ignored}${place === '' ? '' : ` ${place}`}\n`,
    `    ${toVisible(finding.message)}\n`,
    ...(excerpts.get(finding) ?? []).map((line) => `      ${paint('faint', line)}\n`),
    `    ${paint('faint', 'fix:')} ${toVisible(finding.remedy)}\n`,
  ].join('');
}

function summarise({ artifacts, counts }: Report): string {
  const valid = artifacts.filter((artifact) => artifact.valid).length;
  const invalid = artifacts.length - valid;
  return [
    `${count(artifacts.length, 'artifact')}: ${valid} valid, ${invalid} invalid`,
    `${count(counts.error, 'error')}, ${count(counts.warning, 'warning')}`,
  ].join('; ');
}

/** A number of things: `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
