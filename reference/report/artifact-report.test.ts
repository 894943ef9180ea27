import { describe, expect, test } from 'vitest';
import { toArtifactReport } from './artifact-report.ts';
import type { Finding } from './finding.ts';
import { createMasker, SHOW_ALL } from './masker.ts';

const artifact = { path: 'a', profile: 'hardened' } as const;
const warning: Finding = { rule: 'report/unused-ignore', at: {}, details: { rule: 'zip/x' } };
const error: Finding = { rule: 'report/unrecognised', at: {}, details: {} };

function reportOn(findings: readonly Finding[], dropped = 0) {
  return toArtifactReport(artifact, { findings, dropped, secrets: [] }, SHOW_ALL);
}

describe('the report on an artifact', () => {
  test('is valid and has no primary without errors', () => {
    expect(reportOn([warning])).toMatchObject({ valid: true, truncated: false, findings: [{ severity: 'warning' }] });
    expect(reportOn([warning])).not.toHaveProperty('primary');
  });

  test('has the first error as its primary', () => {
    expect(reportOn([warning, error])).toMatchObject({ valid: false, primary: 'report/unrecognised' });
  });

  test('holds a thousand findings and no more', () => {
    expect(reportOn(Array(1000).fill(warning))).toMatchObject({ truncated: false });
    const report = reportOn(Array(1001).fill(warning));
    expect(report.findings).toHaveLength(1000);
    expect(report.truncated).toBe(true);
  });

  test('never leaves an error out for a warning, and keeps the order', () => {
    const report = reportOn([...Array(1500).fill(warning), error, error]);
    expect(report.findings).toHaveLength(1000);
    expect(report.findings.map(({ severity }) => severity).slice(997)).toEqual(['warning', 'error', 'error']);
    expect(report.primary).toBe('report/unrecognised');
  });

  test('holds the first finding, and the next ones as long as their places come to no more than 1,048,576 characters', () => {
    const at = (length: number): Finding => ({ ...error, at: { pointer: '/'.padEnd(length, 'k') } });
    const held = (...lengths: readonly number[]) => {
      const { findings, truncated } = reportOn([...lengths.map(at), warning]);
      return [findings.length, truncated];
    };
    expect(held(524_288, 524_288)).toEqual([3, false]);
    expect(held(524_288, 524_289)).toEqual([1, true]);
    expect(held(2_000_000, 1)).toEqual([1, true]);
    expect(held(1, 2_000_000)).toEqual([1, true]);
  });

  test('is truncated where the collector kept less than it counted', () => {
    expect(reportOn([error], 1).truncated).toBe(true);
  });

  test('shows no secret in names, details and messages', () => {
    const finding: Finding = {
      rule: 'report/other-contract',
      at: { member: 'providers/q7w8e9.yaml', pointer: '/q7w8e9' },
      details: { actual: 'q7w8e9', expected: 'x' },
    };
    const mask = createMasker(['q7w8e9']);
    const report = toArtifactReport(
      { ...artifact, path: 'q7w8e9' },
      { findings: [finding], dropped: 0, secrets: [] },
      mask,
    );
    expect(JSON.stringify(report)).not.toContain('q7w8e9');
  });
});
