import { expect, test } from 'vitest';
import { bufferSource } from '../archive/byte-source.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { openAssets } from './extract-assets.ts';
import { HEADER_A, PACK_A, PAYLOAD_A, packOf } from './pack.test-fixture.ts';

const PAYLOAD_OFFSET = 32 + HEADER_A.length;

test('of an asset that is asked for, nothing but its slice is read of the payload', async () => {
  const pack = bufferSource(PACK_A);
  const reads: { position: number; length: number }[] = [];
  const source = {
    size: pack.size,
    read(position: number, target: Uint8Array): void {
      reads.push({ position, length: target.length });
      pack.read(position, target);
    },
  };
  const assets = openAssets(source, new FindingCollector(HARDENED));
  const [coin] = assets.find?.('sfx_coin') ?? [];
  expect(coin).toMatchObject({ path: '7-sfx_coin', size: 4 });
  const chunks: Uint8Array[] = [];
  await assets.readMember('7-sfx_coin', (chunk) => chunks.push(Uint8Array.from(chunk)));
  expect(Buffer.concat(chunks)).toEqual(PAYLOAD_A.subarray(8));
  const ofPayload = reads.filter(({ position }) => position >= PAYLOAD_OFFSET);
  expect(new Set(ofPayload.map(({ position, length }) => `${position} ${length}`))).toEqual(
    new Set([`${PAYLOAD_OFFSET + 8} 4`]),
  );
});

test.each([
  ['3', ['3-sfx_blip']],
  ['sfx_blip', ['3-sfx_blip']],
  // What a file is called is no name of the asset.
  ['3-sfx_blip', []],
  ['03', []],
  ['undefined', []],
])('the word %s stands for %j', (word, expected) => {
  const assets = openAssets(bufferSource(PACK_A), new FindingCollector(HARDENED));
  expect(assets.find?.(word).map(({ path }) => path)).toEqual(expected);
});

test('an id goes before a name, wherever the two stand', () => {
  const pack = packOf(HEADER_A.replace('sfx_blip', '7'), PAYLOAD_A);
  const assets = openAssets(bufferSource(pack), new FindingCollector(HARDENED));
  expect(assets.find?.('7').map(({ path }) => path)).toEqual(['7-sfx_coin']);
});
