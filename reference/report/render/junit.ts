import type { ArtifactReport, Report, ReportFinding } from '../report.ts';
import { toVisible } from '../visible-text.ts';
import { toPlace } from './place.ts';

/** The report as JUnit XML: a test suite an artifact, a test case a finding, and one case for the verdict of a clean artifact. */
export function renderJunit(report: Report): string {
  const suites = [
    ...report.artifacts.map((artifact) => suite(artifact.path, casesOf(artifact))),
    ...(report.findings === undefined ? [] : [suite('package-contracts', report.findings.map(toCase))]),
  ];
  const total = suites.reduce((sum, { tests }) => sum + tests, 0);
  const failures = suites.reduce((sum, one) => sum + one.failures, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="package-contracts" tests="${total}" failures="${failures}" errors="0">\n`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>\n',
  ].join('');
}

interface TestCase {
  readonly name: string;
  readonly className: string;
  readonly body: string;
  readonly fails: boolean;
}

function casesOf(artifact: ArtifactReport): readonly TestCase[] {
  const className = artifact.contract ?? 'unknown';
  const cases = artifact.findings.map(toCase);
  return cases.length > 0 ? cases : [{ name: 'valid', className, body: '', fails: false }];
}

function toCase(finding: ReportFinding): TestCase {
  const place = toPlace(finding.at);
  const text = `${place === '' ? '' : `${place}: `}${toVisible(finding.message)}\n${finding.remedy}`;
  const fails = finding.severity === 'error' && finding.ignored === undefined;
  const element = fails ? 'failure' : 'system-out';
  const attributes = fails ? ` type="${toXml(finding.rule)}" message="${toXml(toVisible(finding.message))}"` : '';
  return {
    name: place === '' ? finding.rule : `${finding.rule} ${place}`,
    className: finding.rule.slice(0, finding.rule.indexOf('/')),
    body: `      <${element}${attributes}>${toXml(text)}</${element}>\n`,
    fails,
  };
}

function suite(
  name: string,
  cases: readonly TestCase[],
): { readonly xml: string; readonly tests: number; readonly failures: number } {
  const failures = cases.filter(({ fails }) => fails).length;
  const xml = [
    `  <testsuite name="${toXml(toVisible(name))}" tests="${cases.length}" failures="${failures}" errors="0">\n`,
    ...cases.map(({ name: caseName, className, body }) => {
      const attributes = `name="${toXml(caseName)}" classname="${toXml(className)}"`;
      return body === '' ? `    <testcase ${attributes}/>\n` : `    <testcase ${attributes}>\n${body}    </testcase>\n`;
    }),
    '  </testsuite>\n',
  ].join('');
  return { xml, tests: cases.length, failures };
}

// Characters that XML 1.0 cannot hold (section 2.2) have become visible escapes before; this is the last guard.
function toXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
