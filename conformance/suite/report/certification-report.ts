import type { CertificationReport } from '../../../reference/generated/types/interfaces-certification-report.ts';

export type { CertificationReport };
export type CertificationRow = CertificationReport['rows'][number];
export type CertificationTarget = CertificationReport['targets'][number];
export type CertificationChallenge = NonNullable<CertificationReport['challenge']>;
export type CertificationShard = CertificationReport['shard'];
export type Isolation = CertificationReport['isolation'];
export type IsolationMeasure = Isolation['measures'][number];
export type Level = CertificationTarget['level'];
export type CertificationProfile = CertificationTarget['profile'];
export type RowOutcome = CertificationRow['outcome'];

export const CERTIFICATION_REPORT_FORMAT = 'package-contracts-certification-report/1';

/** Every outcome, the good one first, then from wrong answers to none. The order is that of tables and legends. */
export const OUTCOMES: readonly RowOutcome[] = [
  'pass',
  'wrong-verdict',
  'wrong-rule',
  'wrong-location',
  'wrong-observation',
  'bytes-differ',
  'relation-broken',
  'nondeterministic',
  'side-effect',
  'crash',
  'timeout',
  'resource',
  'protocol',
  'fault',
  'unsupported',
  'not-run',
  'xfail',
  'xpass',
  'xfail-expired',
];
