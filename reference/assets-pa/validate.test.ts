import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CORE, HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { edited, entry, judge, rulesOf, table } from './judged-pack.test-fixture.ts';
import { HEADER_A, PACK_A, PACK_B, PACK_C, PAYLOAD_A, packOf, withBytes } from './pack.test-fixture.ts';

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
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
