import type { StoredVector } from '../suite/read-vectors.ts';
import { askReader, askVersion } from './ask-reader.ts';
import type { Reader } from './find-readers.ts';
import { MATRIX_TABLES } from './matrix-tables.ts';
import { type MatrixVector, matrixVectors, refusalOf, vectorKey } from './matrix-vectors.ts';
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
  for (const table of MATRIX_TABLES) {
    const current = matrixVectors(vectors, table);
    for (const reader of readers.filter(({ tables }) => tables.includes(table.name))) {
      const version = await askVersion(root, reader);
      const known = knownOutcomes(before, { table: table.name, reader, version });
      const asked = current.filter((stored) => !known.has(vectorKey(stored)));
      const outcomes = new Map([...known, ...(await askReader(root, reader, asked))]);
      tell(`${table.name}: ${reader.name} ${version}: ${asked.length} of ${current.length} vectors asked`);
      const { name, digest } = reader;
      results.push({ reader: name, version, table: table.name, adapter: digest, ...sortOutcomes(current, outcomes) });
    }
  }
  const keys = MATRIX_TABLES.map((table) => [table.name, matrixVectors(vectors, table).map(vectorKey)] as const);
  return { format: before.format, vectors: Object.fromEntries(keys), readers: results };
}

/** What is wrong with committed results for these readers and vectors, without asking anybody. */
export function staleResults(
  results: ReaderResults,
  readers: readonly Reader[],
  vectors: readonly StoredVector[],
): readonly string[] {
  const problems: string[] = [];
  for (const table of MATRIX_TABLES) {
    const current = matrixVectors(vectors, table).map(vectorKey);
    if (current.join() !== (results.vectors[table.name] ?? []).join()) problems.push(`other vectors of ${table.name}`);
  }
  const wanted = MATRIX_TABLES.flatMap((table) =>
    readers
      .filter(({ tables }) => tables.includes(table.name))
      .map(({ name, digest }) => `${table.name}: ${name} ${digest}`),
  );
  const found = results.readers.map(({ table, reader, adapter }) => `${table}: ${reader} ${adapter}`);
  for (const pair of wanted) if (!found.includes(pair)) problems.push(`not asked as it is called now: ${pair}`);
  for (const pair of found) if (!wanted.includes(pair)) problems.push(`no longer there: ${pair}`);
  return problems;
}

function knownOutcomes(
  { vectors, readers }: ReaderResults,
  { table, reader, version }: { readonly table: string; readonly reader: Reader; readonly version: string },
): ReadonlyMap<string, ReaderOutcome> {
  const before = readers.find((result) => result.table === table && result.reader === reader.name);
  if (before === undefined || before.version !== version || before.adapter !== reader.digest) return new Map();
  return new Map([
    ...(vectors[table] ?? []).map((key) => [key, 'as expected'] as const),
    ...Object.values(before.letThrough).flatMap((keys) => keys.map((key) => [key, 'let through'] as const)),
    ...before.refused.map((key) => [key, 'refused'] as const),
    ...(before.mistaken ?? []).map((key) => [key, 'another artifact'] as const),
    ...Object.entries(before.failed),
  ]);
}

function sortOutcomes(
  vectors: readonly MatrixVector[],
  outcomes: ReadonlyMap<string, ReaderOutcome>,
): Pick<ReaderResult, 'letThrough' | 'refused' | 'mistaken' | 'failed'> {
  const letThrough: Record<string, string[]> = {};
  const refused: string[] = [];
  const mistaken: string[] = [];
  const failed: Record<string, NoVerdict> = {};
  for (const stored of vectors) {
    const key = vectorKey(stored);
    const rule = refusalOf(stored);
    const outcome = outcomes.get(key) ?? 'as expected';
    if (outcome === 'as expected') continue;
    if (outcome === 'refused') refused.push(key);
    else if (outcome === 'another artifact') mistaken.push(key);
    else if (outcome !== 'let through') failed[key] = outcome;
    else if (rule !== undefined) letThrough[rule] = [...(letThrough[rule] ?? []), key];
  }
  return { letThrough, refused, ...(mistaken.length > 0 && { mistaken }), failed };
}
