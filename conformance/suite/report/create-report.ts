import { compareCodePoints } from '../../recipes/code-point-order.ts';
import {
  CERTIFICATION_REPORT_FORMAT,
  type CertificationReport,
  type CertificationRow,
  OUTCOMES,
} from './certification-report.ts';
import { resultDigest } from './result-digest.ts';

/** What a run knows; the rest of a report is computed. */
export type RunFacts = Readonly<
  Omit<CertificationReport, 'format' | 'targets' | 'rows' | 'counts' | 'resultDigest'>
> & {
  readonly targets: readonly CertificationReport['targets'][number][];
  readonly rows: readonly CertificationRow[];
};

/** The report of a run: everything sorted, outcomes counted, the digest of the result computed. */
export function createCertificationReport(facts: RunFacts): CertificationReport {
  const { suite, implementation, seed, shard, isolation, challenge } = facts;
  const rows = facts.rows.map(toWellFormed).sort((a, b) => compareCodePoints(a.vector, b.vector));
  return {
    format: CERTIFICATION_REPORT_FORMAT,
    suite,
    implementation,
    targets: [...facts.targets].sort(
      (a, b) => compareCodePoints(a.contract, b.contract) || compareCodePoints(a.profile, b.profile),
    ),
    seed,
    shard,
    isolation: { ...isolation, measures: [...isolation.measures].sort(compareCodePoints) },
    ...(challenge === undefined ? {} : { challenge }),
    rows,
    counts: countOutcomes(rows),
    resultDigest: resultDigest(rows),
  };
}

// Texts from an implementation may hold lone surrogates, which no UTF-8 can carry.
function toWellFormed(row: CertificationRow): CertificationRow {
  const copy = { ...row };
  for (const name of ['detail', 'expected', 'got'] as const) {
    const text = row[name];
    if (text !== undefined) copy[name] = text.replaceAll(/\p{Cs}/gu, '\ufffd');
  }
  return copy;
}

/** How many rows have each outcome, without those that none has. */
export function countOutcomes(rows: readonly Pick<CertificationRow, 'outcome'>[]): CertificationReport['counts'] {
  const counts: CertificationReport['counts'] = {};
  for (const outcome of OUTCOMES) {
    const count = rows.filter((row) => row.outcome === outcome).length;
    if (count > 0) counts[outcome] = count;
  }
  return counts;
}
