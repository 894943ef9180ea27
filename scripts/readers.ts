import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReaders } from '../conformance/readers/build-readers.ts';
import { findReaders } from '../conformance/readers/find-readers.ts';
import { RESULTS_FILE, readReaderResults, toResultsText } from '../conformance/readers/reader-results.ts';
import { toReadersPage } from '../conformance/readers/readers-page.ts';
import { staleResults, updateResults } from '../conformance/readers/update-results.ts';
import { readVectors } from '../conformance/suite/read-vectors.ts';
import { readRules } from '../conformance/suite/rule-facts.ts';

// Asks programs in use about the vectors and writes docs/readers.md. Asks only what it does not know; --all: everything
// anew. --check: asks nobody, and says whether what is committed is of these vectors and programs.
const root = join(import.meta.dirname, '..');
const pagePath = join(root, 'docs/readers.md');
const readers = findReaders(root);
const vectors = readVectors(join(root, 'conformance/vectors'));
const committed = readReaderResults(root);
const titles = new Map(readers.map(({ name, adapter }) => [name, adapter.name]));
const rules = [...readRules(root).keys()];

if (process.argv.includes('--check')) {
  const problems = [...staleResults(committed, readers, vectors)];
  if (readFileSync(pagePath, 'utf8') !== toReadersPage({ results: committed, titles, rules, vectors })) {
    problems.push('docs/readers.md does not follow from the results');
  }
  for (const problem of problems) console.error(`stale: ${problem}; npm run readers asks again`);
  if (problems.length > 0) process.exitCode = 1;
  else
    console.log(
      `${new Set(committed.readers.map(({ reader }) => reader)).size} readers were asked about these vectors`,
    );
} else {
  buildReaders(root, readers);
  const before = process.argv.includes('--all') ? { ...committed, vectors: {}, readers: [] } : committed;
  const results = await updateResults({ root, readers, vectors, before, tell: console.log });
  writeFileSync(join(root, RESULTS_FILE), toResultsText(results));
  writeFileSync(pagePath, toReadersPage({ results, titles, rules, vectors }));
}
