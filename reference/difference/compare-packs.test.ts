import { expect, test } from 'vitest';
import { bufferSource } from '../archive/byte-source.ts';
import { listAssets, type PackListing } from '../assets-pa/list-assets.ts';
import { HEADER_A, PACK_A, PACK_B, PAYLOAD_A, packOf } from '../assets-pa/pack.test-fixture.ts';
import { SHOW_ALL } from '../report/masker.ts';
import { compareAssets } from './compare-packs.ts';
import { DIFFERENCE_FORMAT, type Difference, type DifferenceReport } from './difference.ts';
import { renderDifferenceText } from './render-difference.ts';

function listed(pack: Uint8Array): PackListing {
  const listing = listAssets(bufferSource(pack));
  if (listing === undefined) throw new Error('the pack is not valid');
  return listing;
}

function compare(before: Uint8Array, after: Uint8Array, most = 10): readonly object[] {
  return compareAssets(listed(before), listed(after), SHOW_ALL, most);
}

const changed = (from: string, to: string): Buffer => packOf(HEADER_A.replace(from, to), PAYLOAD_A);

test.each<[string, Uint8Array, object[]]>([
  ['the same', PACK_A, []],
  [
    'another name',
    changed('sfx_blip', 'sfx_blop'),
    [
      {
        kind: 'changed',
        member: '3',
        name: 'sfx_blop',
        change: 'renamed',
        pointer: '/asset_name',
        before: '"sfx_blip"',
        after: '"sfx_blop"',
      },
    ],
  ],
  [
    'another bank type',
    changed('"SOUNDS"', '"SCENE"'),
    [
      {
        kind: 'changed',
        member: '3',
        name: 'sfx_blip',
        change: 'moved to another bank type',
        pointer: '/bank_type',
        before: '"SOUNDS"',
        after: '"SCENE"',
      },
    ],
  ],
  [
    'other metadata',
    changed('"channels":1', '"channels":2'),
    [
      {
        kind: 'changed',
        member: '3',
        name: 'sfx_blip',
        change: 'described otherwise',
        pointer: '/metadata/channels',
        before: '1',
        after: '2',
      },
    ],
  ],
  [
    'another decoded size',
    changed('"decoded_size":8', '"decoded_size":9'),
    [
      {
        kind: 'changed',
        member: '3',
        name: 'sfx_blip',
        change: 'takes another size',
        pointer: '/decoded_size',
        before: '8',
        after: '9',
      },
    ],
  ],
  [
    'another preload',
    changed('{"asset_id":7,"slot":0}', '{"asset_id":7,"slot":3}'),
    [
      {
        kind: 'changed',
        member: '7',
        name: 'sfx_coin',
        change: 'preloaded otherwise',
        before: 'slot 0',
        after: 'slot 3',
      },
    ],
  ],
  [
    'another byte',
    packOf(HEADER_A, Buffer.concat([PAYLOAD_A.subarray(0, 10), Buffer.from('xy')])),
    [
      {
        kind: 'changed',
        member: '7',
        name: 'sfx_coin',
        change: 'other content',
        offset: 2,
        before: '4 bytes',
        after: '4 bytes',
      },
    ],
  ],
  [
    'another id',
    changed('"asset_id":3', '"asset_id":4'),
    [
      { kind: 'removed', member: '3', name: 'sfx_blip', before: '8 bytes' },
      { kind: 'added', member: '4', name: 'sfx_blip', after: '8 bytes' },
    ],
  ],
])('%s', (_, after, expected) => {
  expect(compare(PACK_A, after)).toEqual(expected);
});

test('what was moved by a change stands behind all changes', () => {
  const longer = HEADER_A.replace('"size":8', '"size":9').replace('"offset":8', '"offset":9').replace('coin', 'bell');
  const payload = Buffer.concat([PAYLOAD_A.subarray(0, 8), Buffer.from('!'), PAYLOAD_A.subarray(8)]);
  expect(compare(PACK_A, packOf(longer, payload))).toEqual([
    {
      kind: 'changed',
      member: '3',
      name: 'sfx_blip',
      change: 'other content',
      offset: 8,
      before: '8 bytes',
      after: '9 bytes',
    },
    {
      kind: 'changed',
      member: '7',
      name: 'sfx_bell',
      change: 'renamed',
      pointer: '/asset_name',
      before: '"sfx_coin"',
      after: '"sfx_bell"',
    },
    { kind: 'changed', member: '7', name: 'sfx_bell', change: 'moved', pointer: '/offset', before: '8', after: '9' },
  ]);
});

test('a name is shown as it is, whatever a part of it sounds like', () => {
  expect(compare(PACK_A, changed('sfx_blip', 'author_token'))).toMatchObject([{ after: '"author_token"' }]);
});

test('no more differences are given than asked for', () => {
  expect(compare(PACK_A, PACK_B, 3)).toHaveLength(3);
});

test('a pack that is not valid has no assets to compare', () => {
  expect(listAssets(bufferSource(PACK_A.subarray(0, 412)))).toBeUndefined();
});

test('for people, assets that a longer one has pushed away are one line', () => {
  const moved = Array.from({ length: 12 }, (_, index) => ({
    kind: 'changed' as const,
    member: String(index + 2),
    name: `a${index + 2}`,
    change: 'moved',
    pointer: '/offset',
    before: String(index),
    after: String(index + 1),
  }));
  const render = (differences: readonly Difference[]): readonly string[] => {
    const [before, after] = [{ path: 'a.pa' }, { path: 'b.pa' }];
    const tool = { name: 'package-contracts', version: '1.0.0' };
    const format = DIFFERENCE_FORMAT;
    const report: DifferenceReport = { format, tool, equal: false, before, after, truncated: false, differences };
    return renderDifferenceText(report, (_, text) => text)
      .split('\n')
      .slice(1, -1);
  };
  expect(render(moved)).toEqual(['~ 12 assets moved: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …']);
  expect(render(moved.slice(0, 10))).toHaveLength(10);
});
