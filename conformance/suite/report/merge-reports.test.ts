import { describe, expect, test } from 'vitest';
import type { CertificationReport } from './certification-report.ts';
import { checkCompleteness } from './check-completeness.ts';
import { judgeCertification } from './judge-report.ts';
import { mergeReports } from './merge-reports.ts';
import { FACTS, sampleReport, VECTORS, VECTORS_DIGEST } from './sample-report.test-fixture.ts';

const OUTCOMES = { C3D4: 'crash', R5S6: 'wrong-rule' } as const;

function partsOf(count: number): CertificationReport[] {
  return Array.from({ length: count }, (_, position) =>
    sampleReport(OUTCOMES, { shard: { index: position + 1, count } }),
  );
}

test.each([1, 2, 4, 7, 20])('%i parts join to the report of the whole run, in any order', (count) => {
  expect(mergeReports(partsOf(count).reverse()).report).toEqual(sampleReport(OUTCOMES));
});

test('a measure that one part went without is not stated of the whole', () => {
  const [first, second] = partsOf(2);
  if (first === undefined || second === undefined) throw new Error('no parts');
  const without = { ...second, isolation: { ...second.isolation, measures: ['neutral-names' as const] } };
  expect(mergeReports([first, without]).report?.isolation.measures).toEqual(['neutral-names']);
});

describe('parts that do not belong together are refused', () => {
  const other = { name: 'other', version: '1' };
  test.each<[string, Partial<CertificationReport>, string]>([
    ['suite', { suite: { ...FACTS.suite, version: '9' } }, 'the parts differ in suite'],
    ['implementation', { implementation: other }, 'the parts differ in implementation'],
    ['targets', { targets: [] }, 'the parts differ in targets'],
    ['seed', { seed: '1' }, 'the parts differ in seed'],
    [
      'challenge',
      { challenge: { nonce: 'n', vectors: 0, vectorsDigest: '0'.repeat(64) } },
      'the parts differ in challenge',
    ],
    ['limits', { isolation: { measures: [], timeoutMs: 1 } }, 'the parts differ in isolation.timeoutMs'],
    [
      'split',
      { shard: { index: 2, count: 3 } },
      'the parts are of runs that were split into different numbers of parts',
    ],
  ])('by their %s', (_name, edit, reason) => {
    const [first, second] = partsOf(2);
    if (first === undefined || second === undefined) throw new Error('no parts');
    expect(mergeReports([first, { ...second, ...edit }])).toEqual({ problems: [reason] });
  });

  test('by a part that is missing, or there twice', () => {
    const [first, second, third] = partsOf(3);
    if (first === undefined || second === undefined || third === undefined) throw new Error('no parts');
    expect(mergeReports([first, third])).toEqual({ problems: ['part 2 of 3 is missing'] });
    const { problems } = { problems: [], ...mergeReports([first, second, second, third]) };
    expect(problems).toContain('part 2 of 3 is there 2 times');
  });

  test('by a vector that two parts ran', () => {
    const [first, second] = partsOf(2);
    if (first === undefined || second === undefined) throw new Error('no parts');
    const both = { ...second, rows: [...second.rows, ...first.rows.slice(0, 1)] };
    expect(mergeReports([first, both])).toEqual({ problems: ['2JQS has a row in more than one part'] });
  });
});

test('a missing part that may be missing becomes rows that did not run, and nothing is certified', () => {
  const [first, , third] = partsOf(3);
  if (first === undefined || third === undefined) throw new Error('no parts');
  const { report } = mergeReports([first, third], VECTORS);
  if (report === undefined) throw new Error('not joined');
  expect(checkCompleteness(report, { vectorsDigest: VECTORS_DIGEST, vectors: VECTORS })).toEqual([]);
  expect(report.counts['not-run']).toBe(4);
  expect(judgeCertification(report).certified).toBe(false);
});
