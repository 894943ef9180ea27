import type { CertificationReport, CertificationRow, RowOutcome } from './certification-report.ts';
import { createCertificationReport, type RunFacts } from './create-report.ts';
import { type IndexedVector, selectVectors, toRowHead } from './vector-index.ts';

const CITES = ['zip/duplicate-name', 'zip/checksum-mismatch'];

/** Twelve published vectors: of two contracts and both profiles, and one of a producer. */
export const VECTORS: readonly IndexedVector[] = [
  ...['2JQS', '7KM0', 'A1B2', 'C3D4', 'E5F6', 'G7H8', 'J9K0', 'M1N2'].map((id, index) => ({
    id,
    rev: 1 + (index % 2),
    contract: 'strict-zip@1',
    role: 'consumer' as const,
    profile: index < 3 ? ('core' as const) : ('hardened' as const),
    kind: index % 2 === 0 ? ('reject' as const) : ('accept' as const),
    cites: CITES.slice(0, 1 + (index % 2)),
  })),
  ...['P3Q4', 'R5S6', 'T7V8'].map((id) => ({
    id,
    rev: 1,
    contract: 'strict-json@1',
    role: 'consumer' as const,
    profile: 'core' as const,
    kind: 'accept' as const,
    cites: ['json/duplicate-key'],
  })),
  { id: 'W9X0', rev: 1, contract: 'strict-zip@1', role: 'producer', profile: 'core', kind: 'golden', cites: [] },
];

export const VECTORS_DIGEST: string = 'ab'.repeat(32);

export const FACTS: Omit<RunFacts, 'rows'> = {
  suite: { name: 'package-contracts', version: '1.2.3', vectorsDigest: VECTORS_DIGEST },
  implementation: { name: 'sample <reader> & "co"', version: '2.1' },
  targets: [
    { contract: 'strict-zip@1', profile: 'consumer', level: 'location' },
    { contract: 'strict-json@1', profile: 'consumer', level: 'rule' },
  ],
  seed: '0',
  shard: { index: 1, count: 1 },
  isolation: { measures: ['time-limit', 'neutral-names', 'shuffled'], timeoutMs: 10_000 },
};

/** A row of the vector with the outcome. */
export function rowOf(vector: IndexedVector, outcome: RowOutcome = 'pass'): CertificationRow {
  const why = outcome === 'pass' ? {} : { detail: `became ${outcome}`, expected: '{"valid":true}', got: '"<b>\u0007"' };
  return { ...toRowHead(vector), outcome, ...why };
}

/** A whole run over the vectors of the targets: all pass but those named. */
export function sampleReport(
  outcomes: Readonly<Record<string, RowOutcome>> = {},
  facts: Partial<RunFacts> = {},
  vectors: readonly IndexedVector[] = VECTORS,
): CertificationReport {
  const run = { ...FACTS, ...facts };
  const rows = selectVectors(vectors, run.targets, run.shard).map((vector) => rowOf(vector, outcomes[vector.id]));
  return createCertificationReport({ rows, ...run });
}
