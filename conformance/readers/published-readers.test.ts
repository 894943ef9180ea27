import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readVectors } from '../suite/read-vectors.ts';
import { readRules } from '../suite/rule-facts.ts';
import { MATRIX_TABLES } from './matrix-tables.ts';
import { matrixVectors, refusalOf, vectorKey } from './matrix-vectors.ts';
import { readReaderResults } from './reader-results.ts';

const root = join(import.meta.dirname, '../..');
const results = readReaderResults(root);
const vectors = readVectors(join(root, 'conformance/vectors'));
const rules = readRules(root);

/** The readers that the contracts call the published ones. */
const PUBLISHED: readonly string[] = [
  'python-zipfile',
  'python-tarfile',
  'python-tarfile-data',
  'python-gzip',
  'zstd',
  'node-json',
  'python-json',
  'pyyaml',
  'shell-and-jq',
];

/** Rules of ours that a published reader holds to as far as its vectors show, and why they are ours all the same. */
const HELD: Readonly<Record<string, string>> = {
  'distribution/invalid-toolchain':
    'in its vector the other row has the requested toolchain as a prefix, and two rows are refused',
  'tar/total-too-large': 'its vector does not hold the content that it declares, and is refused for that',
  'zip/zip64-extensible-data':
    'zipfile looks for the record right before the locator, and finds none where data stands between',
};

test('what a contract adds to its published readers, they let through', () => {
  const asked = MATRIX_TABLES.flatMap((table) =>
    matrixVectors(vectors, table).filter((stored) => results.vectors[table.name]?.includes(vectorKey(stored))),
  );
  const ours = asked.map(refusalOf).filter((rule = '') => rules.get(rule)?.origin === 'ours');
  const refused = new Set(ours.filter((rule) => rule !== undefined));
  const letThrough = new Set(
    results.readers
      .filter(({ reader }) => PUBLISHED.includes(reader))
      .flatMap((reader) => Object.keys(reader.letThrough)),
  );
  const held = [...refused].filter((rule) => !letThrough.has(rule)).sort();
  expect(refused.size).toBeGreaterThan(100);
  expect(held).toEqual(Object.keys(HELD).sort());
});
