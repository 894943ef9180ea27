import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { explainFiles } from './explain-files.ts';
import { GOLDEN_FOLDER, readExpected, readGoldenCases } from './golden-case.ts';
import { MANIFEST } from './manifest.ts';
import { rebuildIndependently } from './rebuild-golden.ts';

const cases = readGoldenCases();

test.each(cases.map((golden) => [golden.id, golden] as const))(
  'the builder made from the text gives the committed bytes of %s',
  async (_, golden) => {
    const rebuilt = await rebuildIndependently(golden);
    if (!rebuilt.built) return expect(rebuilt.why).toEqual([]);
    expect(await explainFiles(readExpected(golden), rebuilt.files)).toEqual([]);
  },
);

test('sha256sum accepts the manifest', () => {
  const { status, stderr } = spawnSync('sha256sum', ['--check', '--strict', '--quiet', MANIFEST], {
    cwd: GOLDEN_FOLDER,
  });
  expect([status, String(stderr)]).toEqual([0, '']);
});
