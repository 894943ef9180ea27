import { describe, expect, test } from 'vitest';
import { type Answer, compareOutcome } from './compare-outcome.ts';
import type { Level } from './report/certification-report.ts';
import type { VerdictVector } from './vector.ts';

const COMMON = {
  id: '2JQS',
  rev: 1,
  contract: 'anpkg@1',
  role: 'consumer',
  profile: 'core',
  input: { path: 'input', sha256: '' },
  cites: [],
  why: '',
} as const;
const REJECTED: VerdictVector = {
  ...COMMON,
  kind: 'reject',
  expect: {
    valid: false,
    primary: 'anpkg/provenance-schema',
    at: { member: 'meta/provenance.json', pointer: '/a' },
    details: { keyword: 'type', schemaPointer: '#/properties/a/type' },
  },
};
const OBSERVATION = {
  members: [{ path: 'a', type: 'file', size: 1, sha256: '0' }],
  documents: {},
  references: [],
} as const;
const ACCEPTED: VerdictVector = {
  ...COMMON,
  kind: 'accept',
  expect: { valid: true, warnings: ['zip/not-stored'], observation: OBSERVATION },
};
const FINDING = {
  rule: 'anpkg/provenance-schema',
  severity: 'error',
  at: { member: 'meta/provenance.json', pointer: '/a', line: 7 },
  details: { keyword: 'type', schemaPointer: '#/properties/a/type', more: 1 },
} as const;
const WARNING = { rule: 'zip/not-stored', severity: 'warning', at: {}, details: {} } as const;
const refused = (change: object): Answer => ({ valid: false, findings: [WARNING, { ...FINDING, ...change }] });
const accepted = (change: object): Answer => ({
  valid: true,
  findings: [WARNING],
  observation: OBSERVATION,
  ...change,
});

// Section 6.1 of the interfaces: each level compares more than the one before.
describe('an answer to a rejected vector, to the verdict, the rule, the location', () => {
  test.each<[string, Answer, readonly string[]]>([
    ['that is right', refused({}), ['pass', 'pass', 'pass']],
    ['that accepts', accepted({}), ['wrong-verdict', 'wrong-verdict', 'wrong-verdict']],
    ['of another rule', refused({ rule: 'anpkg/checksum-mismatch' }), ['pass', 'wrong-rule', 'wrong-rule']],
    ['without a rule', { valid: false, findings: [] }, ['pass', 'wrong-rule', 'wrong-rule']],
    ['at another place', refused({ at: { member: 'meta/provenance.json' } }), ['pass', 'pass', 'wrong-location']],
    ['of another constraint', refused({ details: { keyword: 'enum' } }), ['pass', 'pass', 'wrong-location']],
  ])('%s', (_what, answer, outcomes) => {
    expect(outcomesOf(REJECTED, answer)).toEqual(outcomes);
  });
});

describe('an answer to an accepted vector, to the verdict, the rule, the location', () => {
  test.each<[string, Answer, readonly string[]]>([
    ['that is right', accepted({}), ['pass', 'pass', 'pass']],
    ['that rejects', refused({}), ['wrong-verdict', 'wrong-verdict', 'wrong-verdict']],
    ['without the warning', accepted({ findings: [] }), ['pass', 'wrong-rule', 'wrong-rule']],
    ['with the warning twice', accepted({ findings: [WARNING, WARNING] }), ['pass', 'pass', 'pass']],
    [
      'with another warning too',
      accepted({ findings: [WARNING, { ...WARNING, rule: 'zip/x' }] }),
      ['pass', 'wrong-rule', 'wrong-rule'],
    ],
    [
      'without an observation',
      { valid: true, findings: [WARNING] },
      ['pass', 'wrong-observation', 'wrong-observation'],
    ],
    [
      'with another observation',
      accepted({ observation: { ...OBSERVATION, documents: { a: '0' } } }),
      ['pass', 'wrong-observation', 'wrong-observation'],
    ],
  ])('%s', (_what, answer, outcomes) => {
    expect(outcomesOf(ACCEPTED, answer)).toEqual(outcomes);
  });

  test('that observes something else is told where', () => {
    const members = [{ path: 'a', type: 'file', size: 2, sha256: '0' }];
    expect(compareOutcome(ACCEPTED, accepted({ observation: { ...OBSERVATION, members } }))).toEqual({
      outcome: 'wrong-observation',
      detail: 'another observation at "/members/0/size"',
      expected: 1,
      got: 2,
    });
  });
});

function outcomesOf(vector: VerdictVector, answer: Answer): readonly string[] {
  return (['verdict', 'rule', 'location'] satisfies Level[]).map(
    (level) => compareOutcome(vector, answer, level).outcome,
  );
}
