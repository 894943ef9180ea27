import { describe, expect, test } from 'vitest';
import type { RuleId } from '../generated/catalogue.ts';
import { edited, entry, judge, rulesOf, table } from './judged-pack.test-fixture.ts';
import { HEADER_A, PACK_A, PAYLOAD_A, packOf, withBytes } from './pack.test-fixture.ts';

// One change each, and the first rule that it breaks.
const faults: readonly (readonly [string, Buffer, RuleId, object])[] = [
  ['another magic', withBytes(PACK_A, 0, '42'), 'assets-pa/bad-magic', { offset: 0 }],
  ['another version', withBytes(PACK_A, 4, '02'), 'assets-pa/unsupported-schema-version', { offset: 4 }],
  ['the greatest header_len', withBytes(PACK_A, 8, 'ffffffff'), 'assets-pa/header-too-large', { offset: 8 }],
  ['no header_len', packOf(''), 'assets-pa/empty-header', { offset: 8 }],
  ['payload_offset too great by one', withBytes(PACK_A, 12, '92'), 'assets-pa/payload-offset-mismatch', { offset: 12 }],
  [
    'payload_offset behind the end',
    withBytes(PACK_A, 12, '9101000001'),
    'assets-pa/payload-offset-beyond-end',
    { offset: 12 },
  ],
  ['a flag', withBytes(PACK_A, 20, '01'), 'assets-pa/nonzero-flags', { offset: 20 }],
  ['a reserved word', withBytes(PACK_A, 24, '01'), 'assets-pa/nonzero-reserved', { offset: 24 }],
  ['a checksum', withBytes(PACK_A, 28, '01'), 'assets-pa/nonzero-reserved', { offset: 28 }],
  ['31 bytes', PACK_A.subarray(0, 31), 'assets-pa/truncated-prelude', { offset: 31 }],
  ['no bytes', PACK_A.subarray(0, 0), 'assets-pa/truncated-prelude', { offset: 0 }],
  ['400 bytes', PACK_A.subarray(0, 400), 'assets-pa/truncated-header', { offset: 8 }],
  ['a byte more', Buffer.concat([PACK_A, Buffer.alloc(1)]), 'assets-pa/trailing-payload', { offset: 413 }],
  ['a byte less', PACK_A.subarray(0, 412), 'assets-pa/slice-beyond-end', { pointer: '/asset_table/1/size' }],
  ['a dead codec', edited('NONE', 'RAW'), 'assets-pa/unknown-codec', { pointer: '/asset_table/0/codec' }],
  ['a codec in lower case', edited('NONE', 'none'), 'assets-pa/unknown-codec', { pointer: '/asset_table/0/codec' }],
  [
    'a dead bank type',
    edited('SOUNDS', 'TILES'),
    'assets-pa/unknown-bank-type',
    { pointer: '/asset_table/0/bank_type' },
  ],
  ['an id twice', edited('"asset_id":7,"asset_n', '"asset_id":3,"asset_n'), 'assets-pa/duplicate-asset-id', {}],
  ['a name twice', edited('sfx_coin', 'sfx_blip'), 'assets-pa/duplicate-asset-name', {}],
  [
    'ids out of order',
    edited('"asset_id":3', '"asset_id":9'),
    'assets-pa/asset-order',
    { pointer: '/asset_table/1/asset_id' },
  ],
  [
    'an offset too small',
    edited('"offset":8', '"offset":4'),
    'assets-pa/slice-overlap',
    { pointer: '/asset_table/1/offset' },
  ],
  [
    'an offset too great',
    edited('"offset":8', '"offset":9', Buffer.concat([PAYLOAD_A, Buffer.alloc(1)])),
    'assets-pa/slice-gap',
    { pointer: '/asset_table/1/offset' },
  ],
  ['the greatest offset', edited('"offset":8', '"offset":9007199254740991'), 'assets-pa/slice-beyond-end', {}],
  [
    'a number with a fraction',
    edited('"size":4', '"size":4.0'),
    'assets-pa/number-not-integer',
    { pointer: '/asset_table/1/size' },
  ],
  [
    'minus zero',
    edited('"offset":0', '"offset":-0'),
    'assets-pa/number-not-integer',
    { pointer: '/asset_table/0/offset' },
  ],
  [
    'an exponent',
    edited('22050', '2205e1'),
    'assets-pa/number-not-integer',
    { pointer: '/asset_table/0/metadata/sample_rate' },
  ],
  ['a member twice', edited('"codec":"NONE"', '"codec":"NONE","codec":"NONE"'), 'json/duplicate-key', {}],
  ['white space', edited('"size":4', '"size": 4'), 'assets-pa/header-not-canonical', { line: 1 }],
  [
    'names out of order',
    edited('"channels":1,"sample_rate":22050', '"sample_rate":22050,"channels":1'),
    'assets-pa/header-not-canonical',
    {},
  ],
  ['a needless escape', edited('sfx_blip', 'sfx\\u005fblip'), 'assets-pa/header-not-canonical', {}],
  [
    'a byte order mark',
    packOf(`\ufeff${HEADER_A}`, PAYLOAD_A),
    'json/byte-order-mark',
    { offset: 32, line: 1, column: 1 },
  ],
  ['a byte that is not UTF-8', withBytes(PACK_A, 32 + 31, 'ff'), 'json/invalid-utf8', { offset: 63 }],
  ['a broken header', edited('"asset_table":[', '"asset_table":(['), 'json/unexpected-character', { offset: 32 + 15 }],
  ['half a surrogate pair', edited('sfx_blip', '\\ud800'), 'json/lone-surrogate', {}],
  ['an integer beyond the safe ones', edited('22050', '9007199254740993'), 'json/unsafe-integer', {}],
  ['too deep metadata', edited('22050', `${'['.repeat(61)}${']'.repeat(61)}`), 'json/nesting-too-deep', {}],
  ['a header that is no object', packOf('[]'), 'assets-pa/header-schema', { pointer: '' }],
  ['no preload', packOf('{"asset_table":[]}'), 'assets-pa/header-schema', { pointer: '' }],
  ['another member', packOf('{"asset_table":[],"preload":[],"x":1}'), 'assets-pa/header-schema', { pointer: '/x' }],
  ['an entry without a field', edited('"codec":"NONE",', ''), 'assets-pa/header-schema', { pointer: '/asset_table/0' }],
  [
    'an asset without bytes',
    packOf(table(entry(1, { size: 0 }))),
    'assets-pa/header-schema',
    { pointer: '/asset_table/0/size' },
  ],
  [
    'an id of 0',
    packOf(table(entry(0)), Buffer.alloc(1)),
    'assets-pa/header-schema',
    { pointer: '/asset_table/0/asset_id' },
  ],
  [
    'a name of 256 bytes',
    packOf(table(entry(1, { asset_name: 'ü'.repeat(128) })), Buffer.alloc(1)),
    'assets-pa/asset-name-too-long',
    { pointer: '/asset_table/0/asset_name' },
  ],
  [
    'a preload of nothing',
    edited('"preload":[{"asset_id":7', '"preload":[{"asset_id":9'),
    'assets-pa/preload-unknown-asset',
    { pointer: '/preload/0/asset_id' },
  ],
  [
    'a preload twice',
    edited('[{"asset_id":7,"slot":0}]', '[{"asset_id":7,"slot":0},{"asset_id":7,"slot":1}]'),
    'assets-pa/preload-duplicate-asset',
    { pointer: '/preload/1/asset_id' },
  ],
  [
    'a slot twice',
    edited('[{"asset_id":7,"slot":0}]', '[{"asset_id":3,"slot":0},{"asset_id":7,"slot":0}]'),
    'assets-pa/preload-slot-conflict',
    { pointer: '/preload/1/slot' },
  ],
  ['slot 16', edited('"slot":0', '"slot":16'), 'assets-pa/preload-slot-out-of-range', { pointer: '/preload/0/slot' }],
  ['slot -1', edited('"slot":0', '"slot":-1'), 'assets-pa/preload-slot-out-of-range', { pointer: '/preload/0/slot' }],
  [
    'a preload out of order',
    edited('[{"asset_id":7,"slot":0}]', '[{"asset_id":7,"slot":0},{"asset_id":3,"slot":1}]'),
    'assets-pa/preload-order',
    { pointer: '/preload/1/asset_id' },
  ],
];

describe('a pack with', () => {
  test.each(faults)('%s is refused', async (_, pack, rule, at) => {
    const { findings } = await judge(pack);
    expect(findings[0]).toMatchObject({ rule, at });
  });

  test.each(faults)('%s breaks no rule where those that it breaks are left out', async (_, pack, rule) => {
    const without = new Set<RuleId>();
    let { findings } = await judge(pack);
    expect(findings[0]?.rule).toBe(rule);
    for (let round = 0; round < 8 && findings.length > 0; round += 1) {
      for (const found of findings) without.add(found.rule);
      ({ findings } = await judge(pack, { profile: 'hardened', without }));
    }
    expect(findings).toEqual([]);
  });
});

describe('a pack with one defect is valid without the rule on it', () => {
  const several = new Set([
    'the greatest header_len',
    'an id twice',
    'an offset too small',
    'the greatest offset',
    'white space',
    'payload_offset too great by one',
  ]);
  const alone = faults.filter(([name, , rule]) => !several.has(name) && !rule.startsWith('json/'));
  test.each(alone)('%s', async (_, pack, rule) => {
    expect(await rulesOf(pack, { profile: 'hardened', without: new Set([rule]) })).toEqual([]);
  });
});
