import { describe, expect, test } from 'vitest';
import type { CertificationRow, RowOutcome } from '../report/certification-report.ts';
import { applyExpectedFailures, parseExpectedFailures } from './expected-failures.ts';

const FAILURE = {
  vector: '2JQS@1',
  outcome: 'wrong-rule',
  reason: 'The library checks the digest first.',
  owner: 'reader#17',
  expires: '1.4.0',
} as const;

function row(outcome: RowOutcome, vector = '2JQS'): CertificationRow {
  return {
    vector,
    rev: 1,
    contract: 'strict-zip@1',
    role: 'consumer',
    profile: 'core',
    kind: 'reject',
    cites: [],
    outcome,
  };
}

function outcomeOf(outcome: RowOutcome, suiteVersion: string): string | undefined {
  const known = new Set(['2JQS@1']);
  return applyExpectedFailures([row(outcome)], [FAILURE], { suiteVersion, known })[0]?.outcome;
}

test.each<[RowOutcome, string, string]>([
  ['wrong-rule', '1.3.9', 'xfail'],
  ['wrong-rule', '1.4.0', 'xfail-expired'],
  ['wrong-rule', '1.10.0', 'xfail-expired'],
  ['wrong-rule', '1.4.0-rc.1', 'xfail-expired'],
  ['pass', '1.0.0', 'xpass'],
  ['pass', '2.0.0', 'xpass'],
  ['wrong-verdict', '1.0.0', 'wrong-verdict'],
  ['crash', '1.0.0', 'crash'],
])('%s under version %s is %s', (outcome, version, expected) => {
  expect(outcomeOf(outcome, version)).toBe(expected);
});

test('another row stays what it is', () => {
  const rows = [row('crash', '7KM0')];
  expect(applyExpectedFailures(rows, [FAILURE], { suiteVersion: '1.0.0', known: new Set(['2JQS@1']) })).toEqual(rows);
});

test('a vector of another revision, or none, cannot be expected to fail', () => {
  const known = new Set(['2JQS@2']);
  expect(() => applyExpectedFailures([], [FAILURE], { suiteVersion: '1.0.0', known })).toThrow('no vector 2JQS@1');
});

describe('the list is refused', () => {
  const list = (...failures: readonly object[]): string =>
    JSON.stringify({ format: 'package-contracts-expected-failures/1', failures });
  test.each([
    ['that is no JSON', '- 2JQS'],
    ['of another format', JSON.stringify({ failures: [] })],
    ['without an owner', list({ ...FAILURE, owner: undefined })],
    ['without a revision', list({ ...FAILURE, vector: '2JQS' })],
    ['without an end', list({ ...FAILURE, expires: 'never' })],
    ['of passes', list({ ...FAILURE, outcome: 'pass' })],
    ['with a vector twice', list(FAILURE, { ...FAILURE, outcome: 'crash' })],
  ])('%s', (_what, text) => {
    expect(() => parseExpectedFailures(text)).toThrow();
  });

  test('but not where it is in order', () => {
    expect(parseExpectedFailures(list(FAILURE))).toEqual([FAILURE]);
  });
});
