import { catalogue } from '../generated/catalogue.ts';
import type { Finding } from './finding.ts';
import type { Judgement } from './judgement.ts';
import type { Masker } from './masker.ts';
import { toMessage } from './message.ts';
import type { ArtifactReport, ReportFinding, Severity } from './report.ts';
import type { Profile } from './rule-selection.ts';

/** The most findings that a report holds for one artifact (interfaces, Report). */
const MOST_FINDINGS = 1000;

/**
 * The most characters (UTF-16) that the names and pointers of a report's findings come to. Each of a thousand values
 * below one long key has that key in its pointer: without a bound, a report outgrows its artifact by far.
 */
const MOST_PLACES_LENGTH = 1_048_576;

/** What is known of an artifact beside the judgement. */
export interface JudgedArtifact {
  readonly path: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly contract?: string;
  readonly profile: Profile;
}

/** Severity of a rule: a MUST that is broken is an error, a SHOULD a warning. */
export function severityOf(finding: Finding): Severity {
  return catalogue[finding.rule].level === 'MUST' ? 'error' : 'warning';
}

/** The report on one artifact; every text that comes from the artifact has passed the masker. */
export function toArtifactReport(artifact: JudgedArtifact, judgement: Judgement, mask: Masker): ArtifactReport {
  const primary = judgement.findings.find((finding) => severityOf(finding) === 'error');
  const kept = reportedFindings(judgement);
  return {
    ...artifact,
    path: mask(artifact.path),
    valid: primary === undefined,
    ...(primary === undefined ? {} : { primary: primary.rule }),
    truncated: judgement.dropped > 0 || kept.length < judgement.findings.length,
    findings: kept.map((finding) => toReportFinding(finding, mask)),
  };
}

/** One finding with its prose. */
export function toReportFinding(finding: Finding, mask: Masker): ReportFinding {
  const { message, remedy } = catalogue[finding.rule];
  const details = Object.fromEntries(
    Object.entries(finding.details).map(([name, value]) => {
      if (typeof value === 'string') return [name, mask(value)];
      return [name, typeof value === 'object' ? value.map(mask) : value];
    }),
  );
  const { member, pointer, ...place } = finding.at;
  return {
    rule: finding.rule,
    severity: severityOf(finding),
    at: {
      ...(member === undefined ? {} : { member: mask(member) }),
      ...(pointer === undefined ? {} : { pointer: mask(pointer) }),
      ...place,
    },
    details,
    message: toMessage(message, details),
    remedy,
  };
}

/**
 * The findings of a judgement that its report holds, in the report's order. Errors are never displaced by warnings;
 * the first error is the primary one, so it is always among them.
 */
export function reportedFindings({ findings }: Judgement): readonly Finding[] {
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  const warnings = findings.filter((finding) => severityOf(finding) === 'warning');
  const held = countHeld([...errors, ...warnings]);
  if (held === findings.length) return findings;
  let errorsLeft = Math.min(errors.length, held);
  let warningsLeft = held - errorsLeft;
  return findings.filter((finding) => {
    if (severityOf(finding) === 'error') {
      errorsLeft -= 1;
      return errorsLeft >= 0;
    }
    warningsLeft -= 1;
    return warningsLeft >= 0;
  });
}

// How many of these a report holds, from the first on. That one it holds however long its place is.
function countHeld(findings: readonly Finding[]): number {
  let length = 0;
  const end = findings.findIndex(({ at: { member = '', pointer = '' } }, index) => {
    length += member.length + pointer.length;
    return index === MOST_FINDINGS || (index > 0 && length > MOST_PLACES_LENGTH);
  });
  return end === -1 ? findings.length : end;
}
