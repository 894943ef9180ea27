import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { validators } from '../generated/assets-pa-validators.ts';
import { HEADER_A } from './pack.test-fixture.ts';
import { scanHeader } from './scan-header.ts';

const METADATA = String.raw`{"":[],"a":[{},[],"",-1,0,9007199254740991,true,false,null],"b\u0000":"\b\t\n\f\r\u000b\u001f\"\\é😀"}`;
const HEADER = HEADER_A.replace('{"channels":1,"sample_rate":22050}', METADATA).replace('sfx_coin', String.raw`c\"é\\`);
// Its names are ordered by their bytes, which the scanner asks for.
const PLAIN = HEADER.replace('b\\u0000', 'b');

function isPassed(header: string | Uint8Array): boolean {
  return scanHeader(Buffer.from(header)) !== undefined;
}

/** Whether another program than ours would write the header so, and its numbers are integers. */
function isCanonical(bytes: Buffer): boolean {
  const text = bytes.toString();
  if (!Buffer.from(text).equals(bytes)) return false;
  try {
    const value: unknown = JSON.parse(text, (_, item) => {
      if (typeof item === 'number' && !Number.isSafeInteger(item)) throw new RangeError('no integer');
      return item;
    });
    return canonicalize(value) === text;
  } catch {
    return false;
  }
}

describe('a header', () => {
  test.each([
    ['of two assets', HEADER_A],
    ['of none', '{"asset_table":[],"preload":[]}'],
    ['with all that metadata may hold', PLAIN],
  ])('%s is passed over', (_, header) => {
    expect(isCanonical(Buffer.from(header))).toBe(true);
    expect(isPassed(header)).toBe(true);
  });

  test.each([
    ['with an escape in a name, though canonical', HEADER],
    ['that breaks its schema', HEADER_A.replace('"asset_id":3', '"asset_id":0')],
    ['with a bank type that there is not', HEADER_A.replace('SOUNDS', 'TILES')],
    ['with an empty name', HEADER_A.replace('sfx_coin', '')],
    ['with an asset of no bytes', HEADER_A.replace('"size":4', '"size":0')],
    ['with an id of 2^31', HEADER_A.replace('"asset_id":3', '"asset_id":2147483648')],
    ['with an offset of 2^53', HEADER_A.replace('"offset":0', '"offset":9007199254740992')],
    ['too deep by one', HEADER_A.replace('22050', `${'['.repeat(61)}${']'.repeat(61)}`)],
    [
      'with 49 entries of preload',
      `{"asset_table":[],"preload":[${Array(49).fill('{"asset_id":1,"slot":0}').join(',')}]}`,
    ],
  ])('%s is not', (_, header) => {
    expect(isPassed(header)).toBe(false);
  });

  test('as deep as the limit is passed over', () => {
    expect(isPassed(HEADER_A.replace('22050', `${'['.repeat(60)}${']'.repeat(60)}`))).toBe(true);
  });
});

test('what it reads of an asset is what the entry says', () => {
  const { table, preload } = scanHeader(Buffer.from(PLAIN)) ?? {};
  const entries = JSON.parse(PLAIN).asset_table;
  expect(
    [...(table ?? [])].map(({ id, name, bankType, codec, offset, size }) => [id, name, bankType, codec, offset, size]),
  ).toEqual([
    [3, 'sfx_blip', 'SOUNDS', 'NONE', 0, 8],
    [7, 'c"é\\', 'SOUNDS', 'NONE', 8, 4],
  ]);
  expect([0, 1, 2].map((index) => table?.entry(index))).toEqual([...entries, undefined]);
  expect([0, 1, 2].map((index) => table?.idAt(index))).toEqual([3, 7, undefined]);
  expect(preload).toEqual([{ index: 0, id: 7, slot: 0 }]);
});

describe('no byte that is put in, taken out or changed', () => {
  const bytes = Buffer.from(PLAIN);
  const strange = [...Buffer.from(' \t\n"\\/{}[],:-+.019eEuabtf\0'), 0x7f, 0x80, 0xc3, 0xed, 0xff];
  const edits = [...bytes.keys()].flatMap((at) => [
    Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + 1), bytes.subarray(at)]),
    ...strange.flatMap((byte) => [
      Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at + 1)]),
      Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at)]),
    ]),
  ]);

  test('lets a header be passed over that is not canonical or breaks its schema', () => {
    const passed = edits.filter(isPassed);
    // Most of what is done to a text or a number leaves it one.
    expect(passed.length).toBeGreaterThan(1000);
    const isSound = (edit: Buffer): boolean =>
      isCanonical(edit) && validators['assets-pa/header'](JSON.parse(`${edit}`));
    expect(passed.filter((edit) => !isSound(edit)).map(String)).toEqual([]);
  });
});
