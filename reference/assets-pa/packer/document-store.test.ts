import { expect, test } from 'vitest';
import { parseStrictJson } from '../../document/json/index.ts';
import type { ParsedDocument } from '../../document/parsed-document.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { createDocumentStore } from './document-store.ts';

const MEBIBYTE = 1024 * 1024;

function read(id: number, size: number): { readonly bytes: Uint8Array; readonly document: ParsedDocument } {
  const bytes = Buffer.from(`{"id": ${id}, "inner": [[], [0]]}`.padEnd(size));
  const document = parseStrictJson(bytes, new FindingCollector(HARDENED));
  if (document === undefined) throw new Error('the sample is wrong');
  return { bytes, document };
}

test('documents stay parsed as long as they have two MiB together', () => {
  const store = createDocumentStore();
  const samples = [1, 2, 3].map((id) => read(id, MEBIBYTE));
  const kept = samples.map(({ bytes, document }) => store.keep(bytes, document));
  expect(kept.map((document, index) => document === samples[index]?.document)).toEqual([true, true, false]);
});

test('one that does not stay parsed still says what it said, and where', () => {
  const { bytes, document } = read(1, 3 * MEBIBYTE);
  const kept = createDocumentStore().keep(bytes, document);
  expect(kept).not.toBe(document);
  expect(JSON.stringify(kept.value)).toBe('{"id":1,"inner":[[],[0]]}');
  expect(kept.locate('/inner/1')).toEqual({ line: 1, column: 25, offset: 24 });
  expect(kept.locateKey('/inner')).toEqual({ line: 1, column: 11, offset: 10 });
  expect(kept.locate('/none')).toBeUndefined();
});

test('of those that do not stay parsed only the last one is there as values', () => {
  const store = createDocumentStore();
  const [first, second] = [1, 2].map((id) => {
    const { bytes, document } = read(id, 3 * MEBIBYTE);
    return store.keep(bytes, document);
  });
  const value = first?.value;
  expect(first?.value).toBe(value);
  expect(JSON.stringify(second?.value)).toBe('{"id":2,"inner":[[],[0]]}');
  expect(first?.value).toEqual(value);
  expect(first?.value).not.toBe(value);
});
