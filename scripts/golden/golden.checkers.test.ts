import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { explainDifference } from './explain-difference.ts';
import { GOLDEN_FOLDER, readExpected, readGoldenCases } from './golden-case.ts';
import { MANIFEST } from './manifest.ts';
import { rebuildIndependently } from './rebuild-golden.ts';

const cases = readGoldenCases();

test.each(cases.map((golden) => [golden.id, golden] as const))(
  'the builder made from the text gives the committed bytes of %s',
  async (_, golden) => {
    const rebuilt = rebuildIndependently(golden);
    if (!rebuilt.built) return expect(rebuilt.why).toEqual([]);
    expect(await explainDifference(readExpected(golden), rebuilt.bytes)).toEqual([]);
  },
);

test('sha256sum accepts the manifest', () => {
  const { status, stderr } = spawnSync('sha256sum', ['--check', '--strict', '--quiet', MANIFEST], {
    cwd: GOLDEN_FOLDER,
  });
  expect([status, String(stderr)]).toEqual([0, '']);
});
