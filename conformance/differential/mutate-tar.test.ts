import { expect, test } from 'vitest';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { validateTar } from '../../reference/archive/tar/index.ts';
import { CORE, HARDENED } from '../../reference/report/rule-selection.ts';
import { gzipMember } from '../recipes/envelope-builder.ts';
import { buildTar } from '../recipes/tar-builder.ts';
import { SeededDraws } from '../suite/seeded-draws.ts';
import { mutateCase } from './mutate-case.ts';
import { findTarRecords, withTarSum } from './tar-headers.ts';

const { bytes, offsets } = buildTar([
  { typeflag: 'x', name: 'PaxHeaders/a', data: '10 uid=77\n' },
  { name: 'a', data: 'content' },
  { name: 'b/c', data: 'x'.repeat(512) },
]);

test('headers are found where they were put, and what they hold', () => {
  const records = findTarRecords(bytes);
  expect(records.map(({ offset }) => offset)).toEqual(offsets);
  expect(records.map(({ typeflag }) => typeflag)).toEqual(['x', '0', '0']);
  expect(records.map(({ offset, contentEnd }) => contentEnd - offset - 512)).toEqual([10, 7, 512]);
  expect(records.map(({ offset, end }) => end - offset)).toEqual([1024, 1024, 1024]);
});

test('a header that is whole has the sum that is made for it', () => {
  expect(Buffer.compare(withTarSum(bytes, offsets[1] ?? 0), bytes)).toBe(0);
});

test.each([
  ['a tar', bytes],
  ['one in gzip', gzipMember(bytes)],
])('%s is changed so that many rules are reached, and many changes break none', async (_what, input) => {
  const draws = new SeededDraws('tars');
  const reached = new Map<string, number>();
  for (let left = 400; left > 0; left -= 1) {
    const told = { op: 'validate', profile: 'hardened', options: {} } as const;
    const { input: changed } = mutateCase('strict-tar@1', { input, told }, draws);
    if (!(changed instanceof Uint8Array)) throw new Error('a file became a folder');
    const selection = left % 4 === 0 ? CORE : HARDENED;
    const { findings } = await validateTar(bufferSource(changed), { selection, observe: false });
    const [first = { rule: 'none' }] = findings;
    reached.set(first.rule, (reached.get(first.rule) ?? 0) + 1);
  }
  expect(reached.size).toBeGreaterThan(30);
  expect(reached.get('tar/header-checksum-mismatch') ?? 0).toBeLessThan(40);
});
