import { afterEach, describe, expect, test, vi } from 'vitest';
import { type ExtraField, findExtraMismatch, parseExtraField } from './extra-field.ts';
import { IdTable } from './id-table.ts';

type Block = readonly [id: number, data: string];

const block = ([id, data]: Block): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, Buffer.from(data)]);
};
const bytesOf = (blocks: readonly Block[]): Buffer => Buffer.concat(blocks.map(block));
/** Between other bytes, as in a header. */
const field = (...blocks: readonly Block[]): ExtraField => {
  const bytes = bytesOf(blocks);
  return parseExtraField(Buffer.concat([Buffer.alloc(7, 9), bytes, Buffer.alloc(5, 9)]), 7, 7 + bytes.length);
};

const ID = 0x2000;
const LONG = 'x'.repeat(100);

afterEach(() => vi.restoreAllMocks());

describe('one extra field', () => {
  test.each([
    ['nothing', [], { complete: true, repeatedId: undefined, hasOtherThanZip64: false, hasCompared: false }],
    ['zip64', [[1, '12345678']], { complete: true, hasOtherThanZip64: false, hasCompared: false }],
    ['a time', [[0x5455, '12345']], { hasOtherThanZip64: true, hasCompared: false }],
    ['an unknown block', [[ID, '']], { hasOtherThanZip64: true, hasCompared: true }],
    [
      'one id twice',
      [
        [ID, ''],
        [3, ''],
        [3, ''],
        [ID, ''],
      ],
      { repeatedId: 3 },
    ],
    [
      'different ids',
      [
        [ID, ''],
        [ID + 1, ''],
      ],
      { repeatedId: undefined },
    ],
  ] satisfies readonly (readonly [string, readonly Block[], Partial<ExtraField>])[])(
    'of %s',
    (_what, blocks, facts) => {
      expect(field(...blocks)).toMatchObject(facts);
    },
  );

  test('of a block cut short is not complete', () => {
    const bytes = bytesOf([[ID, 'data']]);
    for (let stop = 1; stop < bytes.length; stop += 1) expect(parseExtraField(bytes, 0, stop).complete).toBe(false);
    expect(parseExtraField(bytes, 0, bytes.length).complete).toBe(true);
  });
});

describe('two extra fields', () => {
  test.each([
    ['the same', [[ID, 'a']], [[ID, 'a']], undefined],
    [
      'in another order',
      [
        [ID, 'a'],
        [ID + 1, LONG],
      ],
      [
        [ID + 1, LONG],
        [ID, 'a'],
      ],
      undefined,
    ],
    ['with other times', [[0x5455, 'local']], [[0x5455, 'central']], undefined],
    [
      'with zip64 in one',
      [
        [ID, 'a'],
        [1, '12345678'],
      ],
      [[ID, 'a']],
      undefined,
    ],
    ['with other data', [[ID, 'a']], [[ID, 'b']], ID],
    ['with other long data', [[ID, `${LONG}a`]], [[ID, `${LONG}b`]], ID],
    ['of which one is a beginning', [[ID, 'ab']], [[ID, 'a']], ID],
    ['of which one is a long beginning', [[ID, `${LONG}a`]], [[ID, LONG]], ID],
    [
      'with a block in the local one alone',
      [
        [ID, 'a'],
        [3, ''],
      ],
      [[ID, 'a']],
      3,
    ],
    [
      'with a block in the central one alone',
      [[ID, 'a']],
      [
        [ID, 'a'],
        [3, ''],
      ],
      3,
    ],
    ['of which one is empty', [], [[3, 'a']], 3],
  ] satisfies readonly (readonly [string, readonly Block[], readonly Block[], number | undefined])[])(
    '%s',
    (_what, local, central, id) => {
      expect(findExtraMismatch(field(...local), field(...central))).toBe(id);
    },
  );
});

describe('16,000 blocks', () => {
  const blocks = Array.from({ length: 16_000 }, (_, index): Block => [ID + index, '']);
  const one = bytesOf(blocks);
  const reversed = bytesOf(blocks.toReversed());
  const same = bytesOf(blocks.map((): Block => [ID, '']));

  test('are read and compared without an object for each, looking at each a few times', () => {
    const subarray = vi.spyOn(Buffer.prototype, 'subarray');
    const compare = vi.spyOn(Buffer.prototype, 'compare');
    const lookUps = vi.spyOn(IdTable.prototype, 'get');
    const read = (bytes: Buffer): ExtraField => parseExtraField(bytes, 0, bytes.length);
    expect(findExtraMismatch(read(one), read(reversed))).toBeUndefined();
    expect(findExtraMismatch(read(same), read(same))).toBeUndefined();
    expect(read(same).repeatedId).toBe(ID);
    expect(subarray.mock.calls.length + compare.mock.calls.length).toBeLessThan(10);
    expect(lookUps.mock.calls.length).toBeLessThanOrEqual(10 * blocks.length);
  });

  test('of which one differs are told by its id', () => {
    const odd = bytesOf(blocks.map(([id]): Block => (id === ID + 9000 ? [id, 'x'] : [id, ''])));
    const read = (bytes: Buffer): ExtraField => parseExtraField(bytes, 0, bytes.length);
    expect(findExtraMismatch(read(reversed), read(odd))).toBe(ID + 9000);
  });
});
