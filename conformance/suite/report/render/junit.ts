import type { CertificationReport, CertificationRow, RowOutcome } from '../certification-report.ts';
import { nameTarget } from '../judge-report.ts';
import { belongsToTarget } from '../vector-index.ts';
import { toMarkup } from './visible-text.ts';

/**
 * The report as JUnit XML: a suite a target, a case a vector. Whatever keeps a vector from counting is red: `unsupported`
 * and `not-run` too, because most readers of JUnit show a skipped case as a good one.
 */
export function renderJunit(report: CertificationReport): string {
  const suites = report.targets.map((target) => {
    const rows = report.rows.filter((row) => belongsToTarget(row, target));
    const attributes = `name="${nameTarget(target)}" ${toCounts(rows)}`;
    return `  <testsuite ${attributes}>\n${rows.map(toCase).join('')}  </testsuite>\n`;
  });
  const name = toMarkup(`${report.implementation.name} ${report.implementation.version}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="${name}" ${toCounts(report.rows)}>\n`,
    ...suites,
    '</testsuites>\n',
  ].join('');
}

function toCounts(rows: readonly CertificationRow[]): string {
  const failures = rows.filter(({ outcome }) => toElement(outcome) === 'failure').length;
  const errors = rows.filter(({ outcome }) => toElement(outcome) === 'error').length;
  return `tests="${rows.length}" failures="${failures}" errors="${errors}"`;
}

function toCase(row: CertificationRow): string {
  const { vector, rev, contract, cites, outcome, detail, expected, got } = row;
  const attributes = `name="${vector}@${rev} ${cites.join(' ')}" classname="${contract}"`;
  if (outcome === 'pass') return `    <testcase ${attributes}/>\n`;
  const element = toElement(outcome);
  const text = [detail, expected && `expected ${expected}`, got && `got ${got}`]
    .filter((line) => line !== undefined)
    .map(toMarkup)
    .join('\n');
  const message = toMarkup(detail ?? outcome);
  return `    <testcase ${attributes}>\n      <${element} type="${outcome}" message="${message}">${text}</${element}>\n    </testcase>\n`;
}

// A failure is a wrong answer, an error is none.
function toElement(outcome: RowOutcome): 'failure' | 'error' | 'none' {
  if (outcome === 'pass') return 'none';
  return NO_ANSWER.has(outcome) ? 'error' : 'failure';
}

const NO_ANSWER: ReadonlySet<RowOutcome> = new Set(['crash', 'timeout', 'resource', 'protocol', 'fault', 'not-run']);
