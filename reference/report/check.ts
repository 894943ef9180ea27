import type { RuleId } from '../generated/catalogue.ts';
import type { Details, Location } from './finding.ts';
import type { FindingCollector } from './finding-collector.ts';

/** Reports one breach of the check's own rule. */
export type ReportBreach = (at: Location, details?: Details) => void;

/**
 * One rule's check over a subject that has been read already. A validator is an ordered list of these: adding a rule
 * is one check and one line in the list, and leaving one out is all that a rule mutant does.
 */
export interface Check<Subject> {
  readonly rule: RuleId;
  readonly check: (subject: Subject, report: ReportBreach) => void;
}

/** Runs the checks that are in force, in order, into the collector. */
export function runChecks<Subject>(
  checks: readonly Check<Subject>[],
  subject: Subject,
  collector: FindingCollector,
): void {
  for (const { rule, check } of checks) {
    if (collector.isInForce(rule)) check(subject, (at, details) => collector.add(rule, at, details));
  }
}
