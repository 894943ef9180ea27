import { expect, test } from 'vitest';
import { explainDifference } from './explain-difference.ts';
import { readExpected, readGoldenCases } from './golden-case.ts';
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
