import type { CertificationRow } from './certification-report.ts';

/**
 * What many failures have in common, a sentence each: an implementation that says the same to everything, that never
 * answers, or that knows the published vectors only, fails thousands of vectors for one reason.
 */
export function explainPattern(rows: readonly CertificationRow[]): readonly string[] {
  const sentences: string[] = [];
  const accepts = rows.filter(({ kind }) => kind === 'accept');
  const rejects = rows.filter(({ kind }) => kind === 'reject');
  if (accepts.length > 0 && rejects.length > 0) {
    const refused = accepts.filter(isWrongVerdict).length === accepts.length;
    const accepted = rejects.filter(isWrongVerdict).length === rejects.length;
    if (refused && !rejects.some(isWrongVerdict)) sentences.push('It says invalid to everything.');
    if (accepted && !accepts.some(isWrongVerdict)) sentences.push('It says valid to everything.');
  }
  const unanswered = rows.filter(({ outcome }) => NO_ANSWER.has(outcome));
  if (rows.length > 0 && unanswered.length === rows.length) {
    sentences.push('It never gave an answer: only a result carries a verdict, an exit code or a crash does not.');
  }
  const minted = rows.filter((row) => row.minted === true);
  const published = rows.filter((row) => row.minted !== true);
  if (minted.length > 0 && published.every(isPass) && !minted.every(isPass)) {
    sentences.push('It passes every published vector and not the minted ones, as one that knows them by heart does.');
  }
  return sentences;
}

const NO_ANSWER: ReadonlySet<string> = new Set(['crash', 'timeout', 'resource', 'protocol', 'fault', 'not-run']);

function isWrongVerdict({ outcome }: CertificationRow): boolean {
  return outcome === 'wrong-verdict';
}

function isPass({ outcome }: CertificationRow): boolean {
  return outcome === 'pass';
}
