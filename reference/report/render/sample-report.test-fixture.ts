import type { Report, ReportFinding } from '../report.ts';

/** A finding in a member, of an artifact whose names try to break every format. */
export const MEMBER_FINDING: ReportFinding = {
  rule: 'zip/duplicate-name',
  severity: 'error',
  at: { member: 'a<b>&"\u001b[31m\n\u202e', offset: 42 },
  details: { zeta: 1, alpha: 'x' },
  message: 'two members have the name a,b:c%\u001b',
  remedy: 'Rename one of them.',
};

export const LINE_FINDING: ReportFinding = {
  rule: 'json/duplicate-key',
  severity: 'error',
  at: { pointer: '/a', line: 2, column: 3, offset: 7 },
  details: {},
  message: 'the name "a" stands twice',
  remedy: 'Remove one.',
};

export const WARNING: ReportFinding = {
  rule: 'report/unused-ignore',
  severity: 'warning',
  at: {},
  details: { rule: 'zip/x' },
  message: 'zip/x is ignored and has no finding',
  remedy: 'Remove the ignore.',
};

/** One artifact of each kind: with findings in a member, in a document, and without. */
export const SAMPLE: Report = {
  format: 'package-contracts-report/1',
  tool: { name: 'package-contracts', version: '1.2.3' },
  valid: false,
  counts: { error: 2, warning: 1 },
  findings: [WARNING],
  artifacts: [
    {
      path: 'build/a b.zip',
      size: 100,
      sha256: 'ab'.repeat(32),
      contract: 'strict-zip@1',
      profile: 'hardened',
      valid: false,
      primary: 'zip/duplicate-name',
      truncated: false,
      findings: [MEMBER_FINDING],
    },
    {
      path: 'c.json',
      size: 3,
      sha256: 'cd'.repeat(32),
      contract: 'strict-json@1',
      profile: 'core',
      valid: false,
      primary: 'json/duplicate-key',
      truncated: true,
      findings: [LINE_FINDING],
    },
    { path: 'd', profile: 'hardened', contract: 'anpkg@1', valid: true, truncated: false, findings: [] },
  ],
};
