import type { StoredVector } from '../suite/read-vectors.ts';
import { askReader, askVersion } from './ask-reader.ts';
import type { Reader } from './find-readers.ts';
import { MATRIX_CONTRACTS, type MatrixVector, matrixVectors, vectorKey } from './matrix-vectors.ts';
import type { NoVerdict, ReaderOutcome, ReaderResult, ReaderResults } from './reader-results.ts';

interface Update {
  readonly root: string;
  readonly readers: readonly Reader[];
  readonly vectors: readonly StoredVector[];
  /** What was found before: it is asked again only of other vectors, versions and ways to call. */
  readonly before: ReaderResults;
  readonly tell: (line: string) => void;
}

/** The results for these readers and vectors. */
export async function updateResults({ root, readers, vectors, before, tell }: Update): Promise<ReaderResults> {
  const results: ReaderResult[] = [];
  for (const contract of MATRIX_CONTRACTS) {
    const current = matrixVectors(vectors, contract);
    for (const reader of readers.filter(({ adapter }) => Object.hasOwn(adapter.contracts, contract))) {
      const version = await askVersion(root, reader);
      const known = knownOutcomes(before, { contract, reader, version });
      const asked = current.filter((stored) => !known.has(vectorKey(stored)));
      const outcomes = new Map([...known, ...(await askReader(root, reader, asked))]);
      tell(`${contract} ${reader.name} ${version}: ${asked.length} of ${current.length} vectors asked`);
      const { name, digest } = reader;
      results.push({ reader: name, version, contract, adapter: digest, ...sortOutcomes(current, outcomes) });
    }
  }
  const keys = MATRIX_CONTRACTS.map((contract) => [contract, matrixVectors(vectors, contract).map(vectorKey)] as const);
  return { format: before.format, vectors: Object.fromEntries(keys), readers: results };
}

/** What is wrong with committed results for these readers and vectors, without asking anybody. */
export function staleResults(
  results: ReaderResults,
  readers: readonly Reader[],
  vectors: readonly StoredVector[],
): readonly string[] {
  const problems: string[] = [];
  for (const contract of MATRIX_CONTRACTS) {
    const current = matrixVectors(vectors, contract).map(vectorKey);
    if (current.join() !== (results.vectors[contract] ?? []).join()) problems.push(`other vectors of ${contract}`);
  }
  const wanted = MATRIX_CONTRACTS.flatMap((contract) =>
    readers
      .filter(({ adapter }) => Object.hasOwn(adapter.contracts, contract))
      .map(({ name, digest }) => `${contract} ${name} ${digest}`),
  );
  const found = results.readers.map(({ contract, reader, adapter }) => `${contract} ${reader} ${adapter}`);
  for (const pair of wanted) if (!found.includes(pair)) problems.push(`not asked as it is called now: ${pair}`);
  for (const pair of found) if (!wanted.includes(pair)) problems.push(`no longer there: ${pair}`);
  return problems;
}

function knownOutcomes(
  { vectors, readers }: ReaderResults,
  { contract, reader, version }: { readonly contract: string; readonly reader: Reader; readonly version: string },
): ReadonlyMap<string, ReaderOutcome> {
  const before = readers.find((result) => result.contract === contract && result.reader === reader.name);
  if (before === undefined || before.version !== version || before.adapter !== reader.digest) return new Map();
  return new Map([
    ...(vectors[contract] ?? []).map((key) => [key, 'as expected'] as const),
    ...Object.values(before.letThrough).flatMap((keys) => keys.map((key) => [key, 'let through'] as const)),
    ...before.refused.map((key) => [key, 'refused'] as const),
    ...Object.entries(before.failed),
  ]);
}

function sortOutcomes(
  vectors: readonly MatrixVector[],
  outcomes: ReadonlyMap<string, ReaderOutcome>,
): Pick<ReaderResult, 'letThrough' | 'refused' | 'failed'> {
  const letThrough: Record<string, string[]> = {};
  const refused: string[] = [];
  const failed: Record<string, NoVerdict> = {};
  for (const stored of vectors) {
    const key = vectorKey(stored);
    const { expect } = stored.vector;
    const outcome = outcomes.get(key) ?? 'as expected';
    if (outcome === 'as expected') continue;
    if (outcome === 'refused') refused.push(key);
    else if (outcome !== 'let through') failed[key] = outcome;
    else if (!expect.valid) letThrough[expect.primary] = [...(letThrough[expect.primary] ?? []), key];
  }
  return { letThrough, refused, failed };
}
