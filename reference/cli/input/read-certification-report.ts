import type { CertificationReport } from '../../../conformance/suite/report/certification-report.ts';
import { checkCompleteness, type VectorIndex } from '../../../conformance/suite/report/check-completeness.ts';
import { parseCertificationReport } from '../../../conformance/suite/report/parse-report.ts';
import { parseStrictJson } from '../../document/json/parse-strict-json.ts';
import { LIMITS } from '../../generated/limits.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { readSmallFile } from './read-small-file.ts';

/** Thrown for a report that is none, or that disagrees with itself or with the vectors; the message says how. */
export class BadReport extends Error {}

/**
 * Reads a certification report, which may come from anywhere: strict JSON, its schema, everything that can be computed
 * from its rows, and, where the vectors are given, whether it has exactly their rows. Throws BadReport, and
 * ContractsError `usage` where there is no such file.
 */
export function readCertificationReport(path: string, cwd: string, index?: VectorIndex): CertificationReport {
  const collector = new FindingCollector(HARDENED);
  const document = parseStrictJson(readSmallFile(path, cwd, LIMITS['json.size'].value), collector);
  if (document === undefined) {
    const rules = new Set(collector.findings().map(({ rule }) => rule));
    throw new BadReport(`${path} is no strict JSON: ${[...rules].join(', ')}`);
  }
  const parsed = parseCertificationReport(document.value);
  const problems =
    parsed.report === undefined ? parsed.problems : index === undefined ? [] : checkCompleteness(parsed.report, index);
  if (parsed.report === undefined || problems.length > 0) throw new BadReport(`${path}: ${summarise(problems)}`);
  return parsed.report;
}

function summarise(problems: readonly string[]): string {
  const shown = problems.slice(0, 5).join('; ');
  return problems.length > 5 ? `${shown}; and ${problems.length - 5} more` : shown;
}
