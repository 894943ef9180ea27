import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { isResolveVector, readVectors, readVerdictVectors, type StoredVector } from '../suite/read-vectors.ts';
import { findReaders, type Reader } from './find-readers.ts';
import { type ReaderResults, toResultsText } from './reader-results.ts';
import { staleResults, updateResults } from './update-results.ts';

const root = join(import.meta.dirname, '../..');
const readers = findReaders(root).filter(({ name }) => name === 'unzip');
const archives = readVerdictVectors(join(root, 'conformance/vectors')).filter(
  ({ vector }) => vector.contract === 'strict-zip@1',
);
const nothing: ReaderResults = { format: 'package-contracts-readers/1', vectors: {}, readers: [] };

/** One vector that breaks the rule first, and its twin. */
function pairFor(rule: string): readonly StoredVector[] {
  const rejected = archives.find(({ vector: { expect: said } }) => !said.valid && said.primary === rule);
  const accepted = archives.find(({ vector }) => vector.id === rejected?.vector.twin?.id);
  if (rejected === undefined || accepted === undefined) throw new Error(`there is no pair for ${rule}`);
  return [rejected, accepted];
}

// Info-ZIP's unzip compares checksums as it reads, and knows the central directory alone.
const vectors = [...pairFor('zip/hidden-member'), ...pairFor('zip/crc-mismatch')];

async function update(
  before: ReaderResults,
  asked: readonly Reader[] = readers,
): Promise<{ results: ReaderResults; told: readonly string[] }> {
  const told: string[] = [];
  const results = await updateResults({ root, readers: asked, vectors, before, tell: (line) => told.push(line) });
  return { results, told };
}

let first: ReaderResults = nothing;
beforeAll(async () => {
  first = (await update(nothing)).results;
});

test('a reader is listed with what it lets through, and nothing else', () => {
  const [hidden] = vectors;
  expect(first.readers).toMatchObject([
    {
      reader: 'unzip',
      version: '6.00',
      letThrough: { 'zip/hidden-member': [`${hidden?.vector.id}@${hidden?.vector.rev}`] },
      refused: [],
      failed: {},
    },
  ]);
  expect(Object.keys(first.readers[0]?.letThrough ?? {})).toEqual(['zip/hidden-member']);
});

test('the results read back from their text', () => {
  expect(JSON.parse(toResultsText(first))).toEqual(first);
});

test('what is known is not asked again, and stays', async () => {
  const { results, told } = await update(first);
  expect(told).toEqual(['strict-zip: unzip 6.00: 0 of 4 vectors asked']);
  expect(results).toEqual(first);
});

test.each([
  ['version', { version: '5.52' }],
  ['way to call it', { adapter: '0'.repeat(64) }],
])('another %s is asked everything, and the same comes out', async (_what, change) => {
  const before = { ...first, readers: first.readers.map((reader) => ({ ...reader, ...change })) };
  const { results, told } = await update(before);
  expect(told).toEqual(['strict-zip: unzip 6.00: 4 of 4 vectors asked']);
  expect(results).toEqual(first);
});

test('a program that is not there ends the run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'readers-'));
  const [unzip] = readers;
  const version = { argv: [join(folder, 'absent')], pattern: '^UnZip ([0-9.]+)' };
  writeFileSync(join(folder, 'adapter.json'), JSON.stringify({ ...unzip?.adapter, version }));
  const gone = readers.map((reader) => ({ ...reader, folder }));
  await expect(update(nothing, gone)).rejects.toThrow('unzip cannot be run');
  rmSync(folder, { recursive: true });
});

test('results are stale for other vectors, another way to call, a new reader and one that went', () => {
  expect(staleResults(first, readers, vectors)).toEqual([]);
  expect(staleResults(first, readers, vectors.slice(1))).toEqual(['other vectors of strict-zip']);
  const changed = readers.map((reader) => ({ ...reader, digest: 'x' }));
  expect(staleResults(first, changed, vectors)).toHaveLength(2);
  expect(staleResults(first, [], vectors)).toHaveLength(1);
  expect(staleResults({ ...first, readers: [] }, readers, vectors)).toHaveLength(1);
});

test('a resolver is asked for artifacts: it takes what was withdrawn, and refuses what is missing', async () => {
  const resolver = findReaders(root).filter(({ name }) => name === 'shell-and-jq');
  const wanted = ['distribution/yanked-artifact', 'distribution/no-index'];
  const asked = readVectors(join(root, 'conformance/vectors')).filter(
    (stored) =>
      isResolveVector(stored) && 'refused' in stored.vector.expect && wanted.includes(stored.vector.expect.refused),
  );
  const { readers: found } = await updateResults({
    root,
    readers: resolver,
    vectors: asked,
    before: nothing,
    tell: () => {},
  });
  expect(found).toMatchObject([{ reader: 'shell-and-jq', table: 'distribution', refused: [], failed: {} }]);
  expect(Object.keys(found[0]?.letThrough ?? {})).toEqual(['distribution/yanked-artifact']);
});

test.each([
  ['gzip', ['strict-tar in gzip']],
  ['bsdtar-list', ['strict-zip', 'strict-tar', 'strict-tar in gzip', 'strict-tar in zstd']],
])('%s stands in the tables that are its', (name, tables) => {
  expect(findReaders(root).find((reader) => reader.name === name)?.tables).toEqual(tables);
});
