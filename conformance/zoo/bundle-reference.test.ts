import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleReference } from './bundle-reference.ts';

const root = join(import.meta.dirname, '../..');
const file = 'report/code-point-order.ts';

it.each([
  ['a text that stands nowhere', 'does not hold'],
  ['return', 'times'],
])('an edit that is not about one place is not applied: %s', async (find, problem) => {
  await expect(bundleReference({ root, out: 'test.mjs', edit: { file, find, replace: '' } })).rejects.toThrow(problem);
});

it('an edit that breaks the source gives no bundle', async () => {
  const edit = { file, find: 'return unit', replace: 'return (unit' };
  await expect(bundleReference({ root, out: 'test.mjs', edit })).rejects.toThrow(file);
});
