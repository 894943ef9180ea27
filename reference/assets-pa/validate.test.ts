import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bufferSource } from '../archive/byte-source.ts';
import type { RuleId } from '../generated/catalogue.ts';
import type { Judgement } from '../report/judgement.ts';
import { CORE, HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { HEADER_A, PACK_A, PACK_B, PACK_C, PAYLOAD_A, packOf, withBytes } from './pack.test-fixture.ts';
import { validateAssetsPa } from './validate.ts';

function judge(pack: Uint8Array, selection: RuleSelection = HARDENED): Promise<Judgement> {
  return validateAssetsPa(
    { kind: 'bytes', name: 'assets.pa', source: bufferSource(pack) },
    { selection, observe: true },
  );
}

async function rulesOf(pack: Uint8Array, selection: RuleSelection = HARDENED): Promise<readonly string[]> {
  return (await judge(pack, selection)).findings.map(({ rule }) => rule);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function edited(from: string, to: string, payload: Uint8Array = PAYLOAD_A): Buffer {
  expect(HEADER_A).toContain(from);
  return packOf(HEADER_A.replace(from, to), payload);
}

function table(...entries: string[]): string {
  return `{"asset_table":[${entries.join(',')}],"preload":[]}`;
}

function entry(id: number, fields: Readonly<Record<string, unknown>> = {}): string {
  const sound = {
    asset_id: id,
    asset_name: `a${id}`,
    bank_type: 'SOUNDS',
    codec: 'NONE',
    decoded_size: 1,
    metadata: {},
    offset: 0,
    size: 1,
  };
  return JSON.stringify({ ...sound, ...fields });
}

describe('the worked packs', () => {
  // Sizes and digests were computed by another program than ours.
  test.each([
    ['A', PACK_A, 413, '5bced7096dbbafd6955af055aca2fcca230a68bab28b389c35c5a7c15c2cc2ee'],
    ['B', PACK_B, 35_286, 'f8de90d8bfe56595ec673ba42b49546d6127908b26db1c4ae7a429d5148a3e4a'],
    ['C', PACK_C, 63, 'dc609689d0e1a6ea46b27133bab5851e9f9a8b5f0cb6503bf3503c9afb48a276'],
  ])('%s is valid', async (_, pack, size, digest) => {
    expect([pack.length, sha256(pack)]).toEqual([size, digest]);
    expect(await rulesOf(pack)).toEqual([]);
    expect(await rulesOf(pack, CORE)).toEqual([]);
  });

  test('are observed by id, with the digests of their slices', async () => {
    expect((await judge(PACK_A)).observation).toEqual({
      members: [
        { path: '3', type: 'file', size: 8, sha256: sha256(Buffer.from('1020304050607080', 'hex')) },
        { path: '7', type: 'file', size: 4, sha256: sha256(Buffer.from('01020304', 'hex')) },
      ],
      documents: { header: '0f1138f0f4b5ee315dbdf487cf48c90d220995c30a451057301eb3238a5331cd' },
      references: [{ from: { member: 'header', pointer: '/preload/0/asset_id' }, to: '7' }],
    });
    expect((await judge(PACK_C)).observation).toMatchObject({ members: [], references: [] });
  });
});

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

test('a byte between header and payload is one defect', async () => {
  const moved = Buffer.concat([packOf(HEADER_A), Buffer.alloc(1), PAYLOAD_A]);
  moved.writeUInt32LE(402, 12);
  expect(await rulesOf(moved)).toEqual(['assets-pa/payload-offset-mismatch']);
});

describe('places', () => {
  test('of the header count from the start of the pack, lines and columns within the header', async () => {
    const spaced = HEADER_A.replace('"preload"', '\n"preload"').replace('"slot":0', '"slot":16');
    const { findings } = await judge(packOf(spaced, PAYLOAD_A));
    expect(findings.map(({ rule, at }) => [rule, at])).toEqual([
      [
        'assets-pa/header-not-canonical',
        { offset: 32 + spaced.indexOf('\n'), line: 1, column: spaced.indexOf('\n') + 1 },
      ],
      [
        'assets-pa/preload-slot-out-of-range',
        { pointer: '/preload/0/slot', offset: 32 + spaced.indexOf('16}'), line: 2, column: 33 },
      ],
    ]);
  });

  test('of a difference are those of whole characters', async () => {
    const names = table(entry(1, { metadata: { '\u{1f601}': 1, '\u{1f600}': 2 } }));
    const { findings } = await judge(packOf(names, Buffer.alloc(1)));
    expect(findings.map(({ at }) => at)).toEqual([
      {
        offset: 32 + Buffer.byteLength(names.slice(0, names.indexOf('\u{1f601}'))),
        line: 1,
        column: names.indexOf('\u{1f601}') + 1,
      },
    ]);
  });
});

describe('a canonical header', () => {
  test.each([
    ['sorts names by UTF-16 unit', { '\u{1f600}': 1, '\uffee': 2 }],
    ['keeps what needs no escape', { a: '\u007f\u2028/é\u{1f600}' }],
    ['escapes control characters as RFC 8785 does', { a: '\u0000\b\t\n\u000b\f\r"\\' }],
    ['may hold the names that objects inherit', { constructor: 1, toString: 2 }],
    ['may hold null', { a: null }],
  ])('%s', async (_, metadata) => {
    expect(await rulesOf(packOf(table(entry(1, { metadata })), Buffer.alloc(1)))).toEqual([]);
  });

  test('puts a name of digits where its characters belong', async () => {
    const digits = entry(1).replace('{}', '{"10":1,"9":2}');
    expect(await rulesOf(packOf(table(digits), Buffer.alloc(1)))).toEqual([]);
    const other = entry(1).replace('{}', '{"9":2,"10":1}');
    expect(await rulesOf(packOf(table(other), Buffer.alloc(1)))).toEqual(['assets-pa/header-not-canonical']);
  });

  test('may have a member of the name __proto__', async () => {
    const proto = entry(1).replace('{}', '{"__proto__":{"a":1}}');
    expect(await rulesOf(packOf(table(proto), Buffer.alloc(1)))).toEqual([]);
    const twice = entry(1).replace('{}', '{"__proto__":1,"__proto__":1}');
    expect(await rulesOf(packOf(table(twice), Buffer.alloc(1)))).toEqual(['json/duplicate-key']);
  });
});

describe('in core', () => {
  test('a header is read by its values, the last of two members of one name', async () => {
    const spaced = edited('"metadata":{', ' "offset":3,"metadata":{');
    const { findings, observation } = await judge(spaced, CORE);
    expect(findings).toEqual([]);
    expect(observation?.members.map(({ sha256: digest }) => digest)).toEqual([
      sha256(PAYLOAD_A.subarray(0, 8)),
      sha256(PAYLOAD_A.subarray(8)),
    ]);
  });

  test('the payload begins where payload_offset says', async () => {
    const moved = Buffer.concat([packOf(HEADER_A), Buffer.from('??'), PAYLOAD_A]);
    moved.writeUInt32LE(moved.length - 12, 12);
    const { findings, observation } = await judge(moved, CORE);
    expect(findings).toEqual([]);
    expect(observation?.members[1]?.sha256).toBe(sha256(PAYLOAD_A.subarray(8)));
  });

  test('slices may share bytes and leave some out', async () => {
    const shared = table(entry(1, { offset: 2, size: 2 }), entry(2, { offset: 3, size: 1, asset_name: 'a1' }));
    const { findings, observation } = await judge(packOf(shared, Buffer.from('abcde')), CORE);
    expect(findings).toEqual([]);
    expect(observation?.members.map(({ sha256: digest }) => digest)).toEqual([
      sha256(Buffer.from('cd')),
      sha256(Buffer.from('d')),
    ]);
  });
});

test('of slices that share their bytes, no more is read than the payload has where the pack is invalid', async () => {
  const shared = table(...[1, 2, 3].map((id) => entry(id, { size: 4 })));
  const pack = packOf(shared, Buffer.from('abcd'));
  const digests = async (selection: RuleSelection): Promise<unknown> =>
    (await judge(pack, selection)).observation?.members.map(({ path, sha256: digest }) => [path, digest]);
  const digest = sha256(Buffer.from('abcd'));
  expect(await digests(HARDENED)).toEqual([['1', digest]]);
  expect(await digests(CORE)).toEqual(['1', '2', '3'].map((id) => [id, digest]));
});

describe('damage', () => {
  test('every truncation of a pack is refused', async () => {
    for (let length = 0; length < PACK_A.length; length += 1) {
      expect(await rulesOf(PACK_A.subarray(0, length)), `${length} bytes`).not.toEqual([]);
    }
  });

  test('every flipped bit of prelude and header is refused or gives another observation', async () => {
    const sound = (await judge(PACK_A)).observation;
    for (let bit = 0; bit < (PACK_A.length - PAYLOAD_A.length) * 8; bit += 1) {
      const index = (bit - (bit % 8)) / 8;
      const flipped = withBytes(PACK_A, index, ((PACK_A[index] ?? 0) ^ (1 << (bit % 8))).toString(16).padStart(2, '0'));
      for (const selection of [HARDENED, CORE]) {
        const { findings, observation } = await judge(flipped, selection);
        if (findings.length === 0) expect(observation, `bit ${bit}`).not.toEqual(sound);
      }
    }
  });
});
