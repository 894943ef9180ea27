import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExpectedFiles } from './expected-files.ts';
import { explainFiles } from './explain-files.ts';
import { GOLDEN_FOLDER, readExpected, readGoldenCases } from './golden-case.ts';
import { writeManifest } from './manifest.ts';
import { rebuildWithReference } from './rebuild-golden.ts';

const cases = readGoldenCases();

test.each(cases.map((golden) => [golden.id, golden.title, golden] as const))('%s: %s', async (_, __, golden) => {
  const expected = readExpected(golden);
  const rebuilt = await rebuildWithReference(golden);
  if (!rebuilt.built) return expect(rebuilt.why).toEqual([]);
  expect(await explainFiles(expected, rebuilt.files)).toEqual([]);
  expect(digests(rebuilt.files)).toEqual(digests(expected));
});

function digests(files: ExpectedFiles): readonly string[] {
  return [...files].map(([path, { bytes, isExecutable }]) => {
    return `${createHash('sha256').update(bytes).digest('hex')} ${isExecutable} ${path}`;
  });
}

test('the manifest names every file of the goldens with its digest', () => {
  expect(readFileSync(join(GOLDEN_FOLDER, 'MANIFEST.sha256'), 'utf8')).toBe(writeManifest(GOLDEN_FOLDER));
});
