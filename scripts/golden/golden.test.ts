import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainDifference } from './explain-difference.ts';
import { GOLDEN_FOLDER, readExpected, readGoldenCases } from './golden-case.ts';
import { writeManifest } from './manifest.ts';
import { rebuildWithReference } from './rebuild-golden.ts';

const cases = readGoldenCases();

test.each(cases.map((golden) => [golden.id, golden.title, golden] as const))('%s: %s', async (_, __, golden) => {
  const expected = readExpected(golden);
  const rebuilt = await rebuildWithReference(golden);
  if (!rebuilt.built) return expect(rebuilt.why).toEqual([]);
  expect(await explainDifference(expected, rebuilt.bytes)).toEqual([]);
  expect(createHash('sha256').update(rebuilt.bytes).digest('hex')).toBe(
    createHash('sha256').update(expected).digest('hex'),
  );
});

test('the manifest names every file of the goldens with its digest', () => {
  expect(readFileSync(join(GOLDEN_FOLDER, 'MANIFEST.sha256'), 'utf8')).toBe(writeManifest(GOLDEN_FOLDER));
});
