import { isJsonObject } from '../../document/parsed-document.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { Check } from '../../report/check.ts';
import { type HeaderText, placeIn } from '../pack-model.ts';

const LONGEST_NUMBER = 40;

/** Section 3, but for the schema. */
export const headerRules: readonly Check<HeaderText>[] = [
  {
    rule: 'assets-pa/number-not-integer',
    check({ rewritten, placeAt }, report) {
      const { fractions, fractionCount } = rewritten;
      for (const { index, pointer, text } of fractions) {
        report({ pointer, ...placeAt(index) }, { number: text.slice(0, LONGEST_NUMBER) });
      }
      for (let further = fractions.length; further < fractionCount; further += 1) report({});
    },
  },
  {
    rule: 'assets-pa/header-not-canonical',
    check({ rewritten, placeAt }, report) {
      if (rewritten.difference !== undefined) report(placeAt(rewritten.difference));
    },
  },
  {
    rule: 'assets-pa/too-many-assets',
    check(header, report) {
      const limit = LIMITS['assetsPa.assets'].value;
      const count = countAssets(header);
      if (count > limit) report(placeIn(header.document, '/asset_table'), { count, limit });
    },
  },
];

/** Items of `asset_table`, whatever they are. */
export function countAssets({ document }: HeaderText): number {
  const table = isJsonObject(document.value) ? document.value.asset_table : undefined;
  return Array.isArray(table) ? table.length : 0;
}
