import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CertificationReport } from './certification-report.ts';
import { checkCompleteness } from './check-completeness.ts';
import { explainPattern } from './explain-pattern.ts';
import { judgeCertification } from './judge-report.ts';
import { parseCertificationReport } from './parse-report.ts';
import { resultDigest } from './result-digest.ts';
import { FACTS, rowOf, sampleReport, VECTORS, VECTORS_DIGEST } from './sample-report.test-fixture.ts';
import { serializeCertificationReport } from './serialize-report.ts';

const INDEX = { vectorsDigest: VECTORS_DIGEST, vectors: VECTORS };

function problemsAfter(edit: (report: CertificationReport) => void): readonly string[] {
  const copy = structuredClone(sampleReport({ A1B2: 'crash' }));
  edit(copy);
  const parsed = parseCertificationReport(JSON.parse(JSON.stringify(copy)));
  return parsed.report === undefined ? parsed.problems : checkCompleteness(parsed.report, INDEX);
}

/** Makes what is computed from the rows hold again after an edit of them. */
function consistent(report: CertificationReport): void {
  report.counts = {};
  for (const { outcome } of report.rows) report.counts[outcome] = (report.counts[outcome] ?? 0) + 1;
  report.resultDigest = resultDigest(report.rows);
}

describe('a report', () => {
  test('is the same text whatever the order of its rows, targets and measures', () => {
    const report = sampleReport({ A1B2: 'crash' });
    const turned = sampleReport(
      { A1B2: 'crash' },
      { targets: [...FACTS.targets].reverse(), rows: [...report.rows].reverse() },
    );
    expect(serializeCertificationReport(turned)).toBe(serializeCertificationReport(report));
  });

  test('comes back from its text', () => {
    const report = sampleReport({ A1B2: 'crash' });
    const text = serializeCertificationReport(report);
    expect(parseCertificationReport(JSON.parse(text))).toEqual({ report });
    expect(text.split('\n').filter((line) => line.includes('"vector":'))).toHaveLength(report.rows.length);
  });

  test('has the digest of its sorted lines', () => {
    const lines = ['2JQS@1 pass', '7KM0@2 crash', 'A1B2@1 pass'].map((line) => `${line}\n`).join('');
    const rows = [VECTORS[2], VECTORS[0], VECTORS[1]].flatMap((vector) =>
      vector === undefined ? [] : [rowOf(vector)],
    );
    const outcomes = rows.map((row) => (row.vector === '7KM0' ? { ...row, outcome: 'crash' as const } : row));
    expect(resultDigest(outcomes)).toBe(createHash('sha256').update(lines).digest('hex'));
  });

  test('holds no lone surrogate of an implementation', () => {
    const [vector] = VECTORS;
    if (vector === undefined) throw new Error('no vector');
    const report = sampleReport({}, { rows: [{ ...rowOf(vector, 'fault'), detail: 'a\ud800b' }] });
    expect(report.rows[0]?.detail).toBe('a\ufffdb');
  });
});

test('an untouched report is complete', () => {
  expect(problemsAfter(() => {})).toEqual([]);
});

test.each<[string, RegExp, (report: CertificationReport) => void]>([
  [
    'a row less',
    /^no row for 7KM0$/,
    (report) => {
      report.rows.splice(1, 1);
      consistent(report);
    },
  ],
  [
    'a row twice',
    /^2JQS has more than one row$/,
    (report) => {
      report.rows.splice(1, 0, ...report.rows.slice(0, 1));
      consistent(report);
    },
  ],
  ['rows out of order', /does not stand in order/, (report) => void report.rows.reverse()],
  [
    'an outcome edited',
    /^the counts are not/,
    (report) => report.rows.map((row) => Object.assign(row, { outcome: 'pass' })),
  ],
  ['counts edited', /^the counts are not/, (report) => Object.assign(report.counts, { crash: 2 })],
  ['a digest edited', /^resultDigest is not/, (report) => Object.assign(report, { resultDigest: '0'.repeat(64) })],
  [
    'another revision',
    /^the row of 2JQS describes another vector$/,
    (report) => {
      Object.assign(report.rows[0] ?? {}, { rev: 9 });
      consistent(report);
    },
  ],
  [
    'another rule',
    /^the row of 2JQS describes/,
    (report) => Object.assign(report.rows[0] ?? {}, { cites: ['zip/symlink'] }),
  ],
  [
    'a published vector as a minted one',
    /there is no challenge/,
    (report) => Object.assign(report.rows[0] ?? {}, { minted: true }),
  ],
  ['fewer targets', /^P3Q4 is of none of the targets$/, (report) => void report.targets.shift()],
  [
    'more targets',
    /^no row for W9X0$/,
    (report) => report.targets.push({ contract: 'strict-zip@1', profile: 'producer', level: 'rule' }),
  ],
  ['a target twice', /^the targets are not sorted/, (report) => report.targets.push(...report.targets.slice(1))],
  ['a part that is none', /^there is no part 3 of 2$/, (report) => Object.assign(report.shard, { index: 3, count: 2 })],
  [
    'a part instead of the whole',
    /is no vector of the targets and the part$/,
    (report) => Object.assign(report.shard, { count: 2 }),
  ],
  [
    'other vectors',
    /^its vectors are other ones/,
    (report) => Object.assign(report.suite, { vectorsDigest: '0'.repeat(64) }),
  ],
  ['a stored verdict', /^the report breaks the schema/, (report) => Object.assign(report, { certified: true })],
  [
    'an unknown outcome',
    /^\/rows\/0\/outcome breaks the schema/,
    (report) => Object.assign(report.rows[0] ?? {}, { outcome: 'ok' }),
  ],
])('a report with %s is refused', (_name, reason, edit) => {
  const problems = problemsAfter(edit);
  expect(
    problems.find((problem) => reason.test(problem)),
    problems.join('; '),
  ).toBeDefined();
});

describe('the verdict', () => {
  test('is that of the rows: all pass', () => {
    expect(judgeCertification(sampleReport())).toEqual({ certified: true, reasons: [] });
  });

  test.each(['wrong-location', 'unsupported', 'xfail', 'not-run', 'crash'] as const)(
    'one %s is too many',
    (outcome) => {
      const verdict = judgeCertification(sampleReport({ C3D4: outcome }));
      expect(verdict).toEqual({ certified: false, reasons: ['1 of 11 vectors did not pass'] });
    },
  );

  test('a part certifies nothing', () => {
    expect(judgeCertification(sampleReport({}, { shard: { index: 1, count: 2 } })).certified).toBe(false);
  });

  test('a target without vectors certifies nothing', () => {
    const targets = [...FACTS.targets, { contract: 'strict-tar@1', profile: 'consumer', level: 'rule' } as const];
    expect(judgeCertification(sampleReport({}, { targets })).reasons).toEqual([
      'no vector is of strict-tar@1 consumer',
    ]);
  });
});

test.each([
  ['always invalid', 'accept', /^It says invalid to everything/],
  ['always valid', 'reject', /^It says valid to everything/],
] as const)('an implementation that is %s is told so', (_name, wrong, says) => {
  const rows = sampleReport().rows.map(
    (row) => ({ ...row, outcome: row.kind === wrong ? 'wrong-verdict' : 'pass' }) as const,
  );
  expect(explainPattern(rows)).toEqual([expect.stringMatching(says)]);
});

test('one that passes the published vectors alone is told so', () => {
  const rows = sampleReport().rows.map((row, index) =>
    index === 0 ? ({ ...row, minted: true, outcome: 'wrong-verdict' } as const) : row,
  );
  expect(explainPattern(rows)).toEqual([expect.stringMatching(/by heart/)]);
});
