import { describe, expect, test } from 'vitest';
import type { Report, ReportFinding } from '../report.ts';
import { LINE_FINDING, SAMPLE } from './sample-report.test-fixture.ts';
import { renderSarif } from './sarif.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly Record<string, unknown>[];
  readonly partialFingerprints: Record<string, string>;
  readonly suppressions?: readonly unknown[];
}

interface Rule {
  readonly id: string;
  readonly help: { readonly text: string };
}

function runOf(report: Report): { rules: readonly Rule[]; results: readonly Result[]; run: Record<string, unknown> } {
  const log = JSON.parse(renderSarif(report));
  const [run] = log.runs;
  return { rules: run.tool.driver.rules, results: run.results, run };
}

function withFinding(finding: ReportFinding): Report {
  return {
    ...SAMPLE,
    findings: [],
    artifacts: [{ path: 'c.json', profile: 'core', valid: false, truncated: false, findings: [finding] }],
  };
}

// SARIF 2.1.0, sections 3.13 (log), 3.14 (run), 3.19 (driver), 3.27 (result), 3.28 to 3.30 (locations), 3.49 (rule).
describe('SARIF', () => {
  test('the log has the version and one run of the named tool', () => {
    const log = JSON.parse(renderSarif(SAMPLE));
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringMatching(/sarif.*2\.1\.0\.json$/u) });
    expect(log.runs).toHaveLength(1);
    expect(log.runs[0].tool.driver).toMatchObject({ name: 'package-contracts', version: '1.2.3' });
    expect(log.runs[0].columnKind).toBe('unicodeCodePoints');
  });

  test('each result points at its rule, which has help that names its page', () => {
    const { rules, results } = runOf(SAMPLE);
    expect(results.map(({ ruleId }) => ruleId)).toEqual(['zip/duplicate-name', 'json/duplicate-key']);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    for (const { id, help } of rules) expect(help.text).toContain(`docs/rules/${id}.md`);
  });

  test('a finding of a document has a region, one of a member a logical location', () => {
    const [inMember, inDocument] = runOf(SAMPLE).results;
    expect(inDocument?.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'c.json', index: 1 }, region: { startLine: 2, startColumn: 3 } },
        logicalLocations: [{ fullyQualifiedName: '#/a' }],
      },
    ]);
    expect(inMember?.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'build/a%20b.zip', index: 0 } },
        logicalLocations: [{ fullyQualifiedName: 'a<b>&"\\u{1b}[31m\\u{a}\\u{202e}' }],
      },
    ]);
  });

  test('a finding in a file of a folder is in that file, which is no artifact of the run', () => {
    const folder = { path: 'a b', profile: 'core', valid: false, truncated: false } as const;
    const findings = [{ ...LINE_FINDING, at: { ...LINE_FINDING.at, member: 'dist/index.json' } }];
    const [result] = runOf({ ...SAMPLE, artifacts: [{ ...folder, findings }] }).results;
    expect(result?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'a%20b/dist/index.json' },
          region: { startLine: 2, startColumn: 3 },
        },
        logicalLocations: [{ fullyQualifiedName: 'dist/index.json#/a' }],
      },
    ]);
  });

  // GitHub refuses a whole log for one result without a location.
  test('a finding about the run is a notification, and every result has a location', () => {
    const { run, rules, results } = runOf(SAMPLE);
    expect(run.invocations).toMatchObject([
      {
        executionSuccessful: true,
        toolConfigurationNotifications: [{ associatedRule: { id: 'report/unused-ignore' }, level: 'warning' }],
      },
    ]);
    expect(rules.map(({ id }) => id)).toContain('report/unused-ignore');
    for (const { locations } of results) expect(locations).toHaveLength(1);
    expect(runOf({ ...SAMPLE, findings: [] }).run).not.toHaveProperty('invocations');
  });

  test('an offset without a line is a region of bytes', () => {
    const [result] = runOf(withFinding({ ...LINE_FINDING, at: { offset: 9 } })).results;
    expect(result?.locations).toMatchObject([{ physicalLocation: { region: { byteOffset: 9, byteLength: 0 } } }]);
  });

  test('an ignored finding is suppressed, with the reason', () => {
    const [result] = runOf(withFinding({ ...LINE_FINDING, ignored: 'known' })).results;
    expect(result?.suppressions).toEqual([{ kind: 'external', justification: 'known' }]);
  });

  test('a fingerprint stays when lines move, and differs for another place', () => {
    const fingerprint = (finding: ReportFinding): unknown =>
      runOf(withFinding(finding)).results[0]?.partialFingerprints;
    const moved = { ...LINE_FINDING, at: { ...LINE_FINDING.at, line: 40, column: 9, offset: 900 } };
    expect(fingerprint(moved)).toEqual(fingerprint(LINE_FINDING));
    expect(fingerprint({ ...LINE_FINDING, at: { pointer: '/b' } })).not.toEqual(fingerprint(LINE_FINDING));
  });

  test('two findings that differ in nothing but the line have two fingerprints', () => {
    const report = withFinding(LINE_FINDING);
    const findings = [LINE_FINDING, { ...LINE_FINDING, at: { ...LINE_FINDING.at, line: 3 } }];
    const { results } = runOf({
      ...report,
      artifacts: report.artifacts.map((artifact) => ({ ...artifact, findings })),
    });
    expect(new Set(results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(2);
  });

  test('a run without findings has no results and no rules', () => {
    const { rules, results } = runOf({ ...SAMPLE, findings: [], artifacts: [] });
    expect([rules, results]).toEqual([[], []]);
  });

  test('the text of a result is printable', () => {
    for (const { message } of runOf(SAMPLE).results) expect(message.text).not.toMatch(/[\u0000-\u001f\u202e]/u);
  });
});
