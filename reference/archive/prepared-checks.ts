import type { Check, ReportBreach } from '../report/check.ts';
import type { FindingCollector } from '../report/finding-collector.ts';

/**
 * The checks that are in force, bound to the collector once: a stage runs over up to 65,535 members.
 */
export function prepareChecks<Subject>(
  checks: readonly Check<Subject>[],
  collector: FindingCollector,
): (subject: Subject) => void {
  const active = checks
    .filter(({ rule }) => collector.isInForce(rule))
    .map(({ rule, check }) => {
      const report: ReportBreach = (at, details) => collector.add(rule, at, details);
      return (subject: Subject) => check(subject, report);
    });
  return (subject) => {
    for (const check of active) check(subject);
  };
}
