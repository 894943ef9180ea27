import { describe, expect, test } from 'vitest';
import type { RunFacts } from './create-report.ts';
import { diffReports, type RowChange } from './diff-reports.ts';
import { FACTS, sampleReport, VECTORS } from './sample-report.test-fixture.ts';

const OTHER_VECTORS = { ...FACTS.suite, vectorsDigest: 'cd'.repeat(32) };

function only(changes: readonly RowChange[]): RowChange {
  const [change] = changes;
  if (change === undefined || changes.length !== 1) throw new Error(`${changes.length} changes`);
  return change;
}

test('equal reports differ in nothing', () => {
  expect(diffReports(sampleReport({ A1B2: 'crash' }), sampleReport({ A1B2: 'crash' }))).toEqual({
    format: 'package-contracts-report-difference/1',
    settings: [],
    rows: [],
    worse: false,
  });
});

describe('a change of a row names its cause', () => {
  test.each<[string, Partial<RunFacts>]>([
    ['implementation changed', { implementation: { name: 'sample', version: '3' } }],
    ['suite changed', { suite: { ...FACTS.suite, version: '2.0.0' } }],
    ['isolation or limits changed', { isolation: { measures: [], timeoutMs: 1 } }],
    ['order changed (seed)', { seed: '7' }],
    [
      'target strict-zip@1 consumer changed',
      { targets: FACTS.targets.map((target) => ({ ...target, level: 'rule' as const })) },
    ],
  ])('%s', (cause, facts) => {
    const { rows, settings, worse } = diffReports(sampleReport(), sampleReport({ C3D4: 'wrong-rule' }, facts));
    expect(only(rows)).toEqual({
      vector: 'C3D4',
      contract: 'strict-zip@1',
      before: { rev: 2, outcome: 'pass' },
      after: { rev: 2, outcome: 'wrong-rule' },
      causes: [cause],
      worse: true,
    });
    expect(settings.map((setting) => setting.cause)).toEqual([cause]);
    expect(worse).toBe(true);
  });

  test('a revised vector, whatever else changed', () => {
    const revised = VECTORS.map((vector) => (vector.id === 'C3D4' ? { ...vector, rev: 5 } : vector));
    const facts = { suite: OTHER_VECTORS, implementation: { name: 'x', version: '3' } };
    const { rows } = diffReports(sampleReport(), sampleReport({ C3D4: 'wrong-verdict' }, facts, revised));
    expect(only(rows).causes).toEqual(['vector revised (2 to 5)']);
  });

  test('a new vector and a retired one', () => {
    const fewer = VECTORS.filter(({ id }) => id !== 'C3D4');
    const suite = { suite: OTHER_VECTORS };
    const gone = diffReports(sampleReport(), sampleReport({}, suite, fewer));
    expect(only(gone.rows)).toMatchObject({ vector: 'C3D4', causes: ['vector retired'], worse: false });
    const come = diffReports(sampleReport({}, suite, fewer), sampleReport({ C3D4: 'crash' }));
    expect(only(come.rows)).toMatchObject({ vector: 'C3D4', causes: ['vector new'], worse: true });
  });

  test('vectors of a target that was left out', () => {
    const { rows, worse } = diffReports(sampleReport(), sampleReport({}, { targets: FACTS.targets.slice(0, 1) }));
    expect(rows.map(({ vector }) => vector)).toEqual(['P3Q4', 'R5S6', 'T7V8']);
    expect(new Set(rows.flatMap(({ causes }) => causes))).toEqual(new Set(['target strict-json@1 consumer changed']));
    expect(worse).toBe(true);
  });

  test('limits stand first where time ran out', () => {
    const facts = { implementation: { name: 'x', version: '3' }, isolation: { measures: [], timeoutMs: 1 } };
    const { rows } = diffReports(sampleReport(), sampleReport({ C3D4: 'timeout' }, facts));
    expect(only(rows).causes).toEqual(['isolation or limits changed', 'implementation changed']);
  });

  test('nothing stated of one file: it answers differently from run to run', () => {
    const implementation = { ...FACTS.implementation, digest: 'ef'.repeat(32) };
    const { rows } = diffReports(
      sampleReport({}, { implementation }),
      sampleReport({ C3D4: 'crash' }, { implementation }),
    );
    expect(only(rows).causes).toEqual([expect.stringMatching(/from run to run/)]);
  });

  test('nothing stated, and no file: nobody is accused', () => {
    const { name, version } = FACTS.implementation;
    const facts = { implementation: { name, version } };
    const { rows } = diffReports(sampleReport({}, facts), sampleReport({ C3D4: 'crash' }, facts));
    expect(only(rows).causes).toEqual([expect.stringMatching(/cannot tell whether the implementation changed/)]);
  });
});

test('what was mended is not worse', () => {
  const { rows, worse } = diffReports(
    sampleReport({ C3D4: 'crash', A1B2: 'crash' }),
    sampleReport({ A1B2: 'wrong-rule' }),
  );
  expect(rows.map((row) => row.worse)).toEqual([false, false]);
  expect(worse).toBe(false);
});

test('a lower level is worse, though every vector passes', () => {
  const targets = FACTS.targets.map((target) => ({ ...target, level: 'verdict' as const }));
  expect(diffReports(sampleReport(), sampleReport({}, { targets }))).toMatchObject({ rows: [], worse: true });
});
