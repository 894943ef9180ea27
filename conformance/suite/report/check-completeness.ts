import type { CertificationReport } from './certification-report.ts';
import { type IndexedVector, selectVectors } from './vector-index.ts';

/** The vectors that there are, to hold a report against. */
export interface VectorIndex {
  /** SHA-256 of `vectors/MANIFEST.sha256`. */
  readonly vectorsDigest: string;
  readonly vectors: readonly IndexedVector[];
  /** What the report's challenge mints; absent where nothing here can mint it. */
  readonly minted?: readonly IndexedVector[];
}

/**
 * Why a report has not exactly one row for every vector of its targets and part; nothing where it has. The report agrees
 * with itself (`parseCertificationReport`).
 */
export function checkCompleteness(report: CertificationReport, index: VectorIndex): readonly string[] {
  if (report.suite.vectorsDigest !== index.vectorsDigest) {
    return [`its vectors are other ones: ${report.suite.vectorsDigest}, and here ${index.vectorsDigest}`];
  }
  const { challenge } = report;
  const minted = challenge === undefined ? [] : index.minted;
  // Parts are drawn from published and minted vectors together: without the latter, what a part lacks shows in the whole.
  const isOpen = minted === undefined && report.shard.count > 1;
  const shard = isOpen ? { index: 1, count: 1 } : report.shard;
  const expected = selectVectors([...index.vectors, ...(minted ?? [])], report.targets, shard);
  const isMinted = new Set(minted?.map(({ id }) => id));
  const problems: string[] = [];
  const rows = new Map(report.rows.map((row) => [row.vector, row]));
  for (const vector of expected) {
    const row = rows.get(vector.id);
    rows.delete(vector.id);
    if (row === undefined && !isOpen) problems.push(`no row for ${vector.id}`);
    if (row !== undefined && (!describes(row, vector) || (row.minted === true) !== isMinted.has(vector.id))) {
      problems.push(`the row of ${vector.id} describes another vector`);
    }
  }
  const left = [...rows.values()];
  const unchecked = minted === undefined ? left.filter((row) => row.minted === true) : [];
  if (minted === undefined && challenge !== undefined && !isOpen && unchecked.length !== challenge.vectors) {
    problems.push(`${unchecked.length} rows for ${challenge.vectors} minted vectors`);
  }
  for (const row of left) {
    if (!unchecked.includes(row))
      problems.push(`a row for ${row.vector}, which is no vector of the targets and the part`);
  }
  return problems;
}

function describes(row: CertificationReport['rows'][number], vector: IndexedVector): boolean {
  return (
    row.rev === vector.rev &&
    row.contract === vector.contract &&
    row.role === vector.role &&
    row.profile === vector.profile &&
    row.kind === vector.kind &&
    row.cites.length === vector.cites.length &&
    row.cites.every((rule, position) => rule === vector.cites[position])
  );
}
