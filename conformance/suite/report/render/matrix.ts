import { compareCodePoints } from '../../../recipes/code-point-order.ts';
import type { CertificationReport, CertificationRow } from '../certification-report.ts';
import type { VectorStory } from '../vector-story.ts';

/** A rule of a contract, and how each implementation fares with the vectors that cite it. */
export interface MatrixRow {
  readonly contract: string;
  /** Empty for vectors that cite none. */
  readonly rule: string;
  /** Ids, those that somebody fails first. */
  readonly vectors: readonly string[];
  /** One a report; absent where the report has none of the vectors. */
  readonly cells: readonly (MatrixCell | undefined)[];
}

export interface MatrixCell {
  readonly passed: number;
  readonly total: number;
}

/** Implementations by rules, by contract and the code points of the rule. */
export function matrixOf(reports: readonly CertificationReport[]): readonly MatrixRow[] {
  const byRule = new Map<string, MatrixEntry>();
  for (const [index, report] of reports.entries()) {
    for (const row of report.rows) {
      for (const rule of row.cites.length === 0 ? [''] : row.cites) {
        const key = `${row.contract} ${rule}`;
        const entry = byRule.get(key) ?? { contract: row.contract, rule, rows: reports.map(() => []) };
        byRule.set(key, entry);
        entry.rows[index]?.push(row);
      }
    }
  }
  return [...byRule.entries()].sort(([a], [b]) => compareCodePoints(a, b)).map(([, entry]) => toMatrixRow(entry));
}

interface MatrixEntry {
  readonly contract: string;
  readonly rule: string;
  readonly rows: CertificationRow[][];
}

function toMatrixRow({ contract, rule, rows }: MatrixEntry): MatrixRow {
  const all = rows.flat();
  const failed = new Set(all.filter(({ outcome }) => outcome !== 'pass').map(({ vector }) => vector));
  const vectors = [...new Set(all.map(({ vector }) => vector))].sort(
    (a, b) => Number(failed.has(b)) - Number(failed.has(a)) || compareCodePoints(a, b),
  );
  const cells = rows.map((own) =>
    own.length === 0
      ? undefined
      : { passed: own.filter(({ outcome }) => outcome === 'pass').length, total: own.length },
  );
  return { contract, rule, vectors, cells };
}

/** What the page's script reads: every vector with its rows, one a report, and its story. */
export function toPageData(
  reports: readonly CertificationReport[],
  names: readonly string[],
  stories: ReadonlyMap<string, VectorStory>,
): object {
  const byVector = new Map<string, (CertificationRow | undefined)[]>();
  for (const [index, { rows }] of reports.entries()) {
    for (const row of rows) {
      const entry = byVector.get(row.vector) ?? reports.map(() => undefined);
      byVector.set(row.vector, entry);
      entry[index] = row;
    }
  }
  const vectors = [...byVector.entries()]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([id, rows]) => [id, { facts: factsOf(rows), story: stories.get(id), rows: rows.map(toCell) }] as const);
  return { reports: names, vectors: Object.fromEntries(vectors) };
}

function factsOf(rows: readonly (CertificationRow | undefined)[]): object {
  const row = rows.find((one) => one !== undefined);
  if (row === undefined) return {};
  const { rev, kind, profile, cites, minted } = row;
  return { rev, kind, profile, cites, minted };
}

function toCell(row: CertificationRow | undefined): object | null {
  if (row === undefined) return null;
  const { outcome, detail, expected, got } = row;
  return { outcome, detail, expected, got };
}
