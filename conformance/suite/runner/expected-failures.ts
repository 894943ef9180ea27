import { validators } from '../../../reference/generated/interfaces-validators.ts';
import type { ExpectedFailures as Document } from '../../../reference/generated/types/interfaces-expected-failures.ts';
import type { CertificationRow } from '../report/certification-report.ts';
import { SuiteError } from '../suite-error.ts';

/** Failures that are known: whose they are, why, and until which version of the suite. */
export type ExpectedFailures = Document['failures'];

/** Reads the document of expected failures. Throws SuiteError `usage` where it is none. */
export function parseExpectedFailures(text: string): ExpectedFailures {
  const document = parseJson(text);
  if (!isDocument(document)) {
    const [error] = validate.errors ?? [];
    throw new SuiteError(
      'usage',
      `not a list of expected failures: ${error?.instancePath} breaks ${error?.schemaPath}`,
    );
  }
  const vectors = document.failures.map(({ vector }) => vector);
  const twice = vectors.find((vector, index) => vectors.indexOf(vector) !== index);
  if (twice !== undefined) throw new SuiteError('usage', `${twice} is expected to fail twice`);
  return document.failures;
}

/**
 * The rows with what was expected: `xfail` for the failure that is known, `xfail-expired` where the suite has reached the
 * version at which it counts again, `xpass` where the vector passes. Another failure stays what it is. Throws SuiteError
 * `usage` for a vector of another revision, and for one that is not among `known`, the ids of the whole suite.
 */
export function applyExpectedFailures(
  rows: readonly CertificationRow[],
  expected: ExpectedFailures,
  { suiteVersion, known }: { readonly suiteVersion: string; readonly known: ReadonlySet<string> },
): readonly CertificationRow[] {
  for (const { vector } of expected) {
    if (!known.has(vector))
      throw new SuiteError('usage', `there is no vector ${vector} that could be expected to fail`);
  }
  const byVector = new Map(expected.map((failure) => [failure.vector, failure]));
  return rows.map((row) => {
    const failure = byVector.get(`${row.vector}@${row.rev}`);
    if (failure === undefined) return row;
    const { outcome, reason, owner, expires } = failure;
    if (row.outcome === 'pass') {
      return { ...row, outcome: 'xpass', detail: `expected to fail as ${outcome}, and passes: ${reason} (${owner})` };
    }
    if (row.outcome !== outcome) return row;
    const isExpired = compareVersions(suiteVersion, expires) >= 0;
    const until = isExpired ? `was expected until version ${expires}` : `is expected until version ${expires}`;
    const detail = `${outcome} ${until}: ${reason} (${owner})`;
    return { ...row, outcome: isExpired ? 'xfail-expired' : 'xfail', detail };
  });
}

const validate = validators['interfaces/expected-failures'];

function isDocument(value: unknown): value is Document {
  return validate(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SuiteError('usage', 'the list of expected failures is no JSON');
  }
}

// Three numbers each; what follows them, such as a pre-release, does not count.
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[^0-9]/u, 3).map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
