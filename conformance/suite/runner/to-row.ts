import type { CertificationRow } from '../report/certification-report.ts';
import { toRowHead } from '../report/vector-index.ts';
import type { VectorResult } from './run-vectors.ts';

const LONGEST_DETAIL = 2000;
const LONGEST_VALUE = 8000;

/** The row of the certification report for what became of a vector. */
export function toRow({ stored, verdict }: VectorResult, isMinted: boolean): CertificationRow {
  const { outcome, detail, expected, got } = verdict;
  return {
    ...toRowHead(stored.vector),
    ...(isMinted && { minted: true as const }),
    outcome,
    ...(detail !== undefined && { detail: toLine(detail) }),
    ...(expected !== undefined && { expected: toText(expected) }),
    ...(got !== undefined && { got: toText(got) }),
  };
}

function toLine(text: string): string {
  return cut(text.replaceAll(/\s+/gu, ' ').trim() || 'no reason was given', LONGEST_DETAIL);
}

function toText(value: unknown): string {
  return cut(JSON.stringify(value), LONGEST_VALUE);
}

// Counted in UTF-16 units, of which there are never fewer than characters; a pair is not cut in two.
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
