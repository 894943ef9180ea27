import { createHash } from 'node:crypto';
import { compareCodePoints } from '../../recipes/code-point-order.ts';
import type { Certificate } from './check-certificate.ts';
import { Refusal } from './refusal.ts';

type Predicate = Certificate['predicate'];

const ROW = /^([0-9A-Za-z][0-9A-Za-z._/-]*)@([1-9][0-9]*) ([a-z-]+)$/u;

/**
 * Computes the verdict of a certificate from its rows, and throws a Refusal unless it is the good one. Targets and rows
 * stand in order, each once; the digest of the result is that of the rows; every row is `pass`.
 */
export function checkRows({ targets, resultDigest }: Predicate): void {
  if (!isRising(targets.map(({ contract, profile }) => `${contract} ${profile}`))) {
    throw new Refusal('rows', 'the targets are not sorted, each once');
  }
  const rows = targets.flatMap((target) => target.rows);
  const vectors = rows.map((row) => {
    const [, vector] = ROW.exec(row) ?? [];
    if (vector === undefined) throw new Refusal('rows', 'a row is not `id@rev outcome`');
    return vector;
  });
  if (new Set(vectors).size < vectors.length) throw new Refusal('rows', 'a vector has more than one row');
  for (const target of targets) {
    if (!isRising(target.rows)) throw new Refusal('rows', `the rows of ${target.contract} are not sorted`);
  }
  if (digestOfRows(rows) !== resultDigest) throw new Refusal('result-digest', 'resultDigest is not that of the rows');
  const failed = rows.filter((row) => !row.endsWith(' pass')).length;
  if (failed > 0) throw new Refusal('not-certified', `${failed} of ${rows.length} vectors did not pass`);
}

/** SHA-256 of the sorted rows, with a line feed each. */
function digestOfRows(rows: readonly string[]): string {
  const lines = [...rows].sort(compareCodePoints).map((row) => `${row}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

function isRising(texts: readonly string[]): boolean {
  return texts.every((text, index) => index === 0 || compareCodePoints(texts[index - 1] ?? '', text) < 0);
}
