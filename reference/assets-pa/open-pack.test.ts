import { describe, expect, test } from 'vitest';
import { type ByteSource, bufferSource, readBytes } from '../archive/byte-source.ts';
import { CORE } from '../report/rule-selection.ts';
import { type AssetsPack, type KnownHeader, openPack } from './open-pack.ts';
import { HEADER_A, PACK_A, PACK_B, PACK_C, PAYLOAD_A, packOf, withBytes } from './pack.test-fixture.ts';

interface CountedSource extends ByteSource {
  readonly reads: { readonly position: number; readonly length: number }[];
}

/** A source that notes every read; its bytes go on with zeros to the size. */
function counted(bytes: Uint8Array, size: number = bytes.length): CountedSource {
  const reads: { position: number; length: number }[] = [];
  return {
    size,
    reads,
    read(position, target) {
      reads.push({ position, length: target.length });
      target.fill(0);
      target.set(bytes.subarray(position, position + target.length));
    },
  };
}

async function open(source: ByteSource, knownHeader?: KnownHeader): Promise<AssetsPack> {
  const opened = await openPack(source, knownHeader === undefined ? {} : { knownHeader });
  if ('findings' in opened) throw new Error(`the pack breaks ${opened.findings[0]?.rule}`);
  return opened.pack;
}

async function known(pack: Uint8Array): Promise<KnownHeader> {
  const { knownHeader } = await open(bufferSource(pack));
  if (knownHeader === undefined) throw new Error('nothing is known of the header');
  return knownHeader;
}

describe.each([
  ['whose header is new', async () => undefined],
  ['whose header is known', known],
] as const)('a pack %s', (_, know) => {
  test('is opened by reading the prelude and the header, each once', async () => {
    const knownHeader = await know(PACK_A);
    const source = counted(PACK_A);
    await open(source, knownHeader);
    expect(source.reads).toEqual([
      { position: 0, length: 32 },
      { position: 32, length: 369 },
    ]);
  });

  test('gives each asset from its slice alone', async () => {
    const knownHeader = await know(PACK_A);
    const source = counted(PACK_A);
    const pack = await open(source, knownHeader);
    source.reads.length = 0;
    const asset = pack.find(7);
    expect(source.reads).toEqual([]);
    expect(asset?.entry).toEqual(JSON.parse(HEADER_A).asset_table[1]);
    expect(asset && readBytes(asset.source, 0, asset.source.size)).toEqual(new Uint8Array([1, 2, 3, 4]));
    expect(source.reads).toEqual([{ position: 409, length: 4 }]);
  });

  test('says what is loaded before the program starts, and what entries there are', async () => {
    const pack = await open(bufferSource(PACK_A), await know(PACK_A));
    expect(pack.preload).toEqual([{ asset_id: 7, slot: 0 }]);
    expect([...pack.entries()]).toEqual(JSON.parse(HEADER_A).asset_table);
    const empty = await open(bufferSource(PACK_C), await know(PACK_C));
    expect([empty.preload, [...empty.entries()]]).toEqual([[], []]);
  });

  test('finds each of many assets, and none between them', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => 3 * index + 1 + (index > 200 ? 2 ** 30 : 0));
    const entries = ids.map(
      (id, index) =>
        `{"asset_id":${id},"asset_name":"a${id}","bank_type":"SCENE","codec":"NONE","decoded_size":1,"metadata":{"a":"${'x'.repeat(index % 40)}"},"offset":${index},"size":1}`,
    );
    const bytes = packOf(
      `{"asset_table":[${entries.join(',')}],"preload":[{"asset_id":1,"slot":0}]}`,
      Buffer.alloc(300),
    );
    const pack = await open(bufferSource(bytes), await know(bytes));
    expect(ids.map((id) => pack.find(id)?.entry.asset_name)).toEqual(ids.map((id) => `a${id}`));
    expect(ids.filter((id) => pack.find(id + 1) !== undefined || pack.find(id - 1) !== undefined)).toEqual([]);
  });

  test('does not let a read leave the slice', async () => {
    const asset = (await open(bufferSource(PACK_A), await know(PACK_A))).find(3);
    expect(asset?.source.size).toBe(8);
    for (const [position, length] of [
      [0, 9],
      [8, 1],
      [-1, 1],
      [Number.NaN, 1],
      [0.5, 1],
      [0, -1],
    ] as const) {
      expect(() => asset && readBytes(asset.source, position, length)).toThrow('outside of 8 bytes');
    }
  });

  test.each([0, 1, 5, 8, 73, -3, 2 ** 31])('has no asset %d where there is none', async (id) => {
    expect((await open(bufferSource(PACK_A), await know(PACK_A))).find(id)).toBeUndefined();
    expect((await open(bufferSource(PACK_C), await know(PACK_C))).find(id)).toBeUndefined();
  });

  test('may be of 1 TiB: nothing but prelude, header and slice is read', async () => {
    const size = 2 ** 40;
    const entry = (id: number, offset: number, length: number): string =>
      `{"asset_id":${id},"asset_name":"a${id}","bank_type":"SCENE","codec":"NONE","decoded_size":1,"metadata":{},"offset":${offset},"size":${length}}`;
    const sized = (first: number): string =>
      `{"asset_table":[${entry(1, 0, first)},${entry(2, first, 16)}],"preload":[]}`;
    // The payload has what the header leaves of the file; the number has as many digits as its stand-in.
    const header = sized(size - 32 - sized(10 ** 12).length - 16);
    const start = packOf(header);
    const opening = counted(start, size);
    const pack = await open(opening, await knowSparse(start, size));
    expect(opening.reads.map(({ length }) => length)).toEqual([32, header.length]);
    opening.reads.length = 0;
    const asset = pack.find(2);
    expect(asset && readBytes(asset.source, 0, 16)).toEqual(new Uint8Array(16));
    expect(opening.reads).toEqual([{ position: size - 16, length: 16 }]);
  });

  async function knowSparse(start: Uint8Array, size: number): Promise<KnownHeader | undefined> {
    const asked = await know(PACK_A);
    return asked === undefined ? undefined : (await open(counted(start, size))).knownHeader;
  }
});

describe('metadata that looks like an entry', () => {
  const decoy = `{"asset_id":7,"asset_name":"decoy","bank_type":"SCENE","codec":"NONE","decoded_size":1,"metadata":{},"offset":0,"size":1}`;
  const header = HEADER_A.replace('"sample_rate":22050}', `"list":[${decoy},${decoy}],"text":"{\\"asset_id\\":9,}]"}`);
  const pack = packOf(header, PAYLOAD_A);

  test('is none', async () => {
    const knownHeader = await known(pack);
    expect(knownHeader.hasLookalikes).toBe(true);
    for (const opened of [await open(bufferSource(pack)), await open(bufferSource(pack), knownHeader)]) {
      expect(opened.find(7)?.entry.asset_name).toBe('sfx_coin');
      expect(opened.find(3)?.entry.metadata).toMatchObject({ text: '{"asset_id":9,}]' });
      expect(opened.find(9)).toBeUndefined();
    }
  });

  test('is not seen in a text', async () => {
    const quoted = HEADER_A.replace('sfx_blip', '{\\"asset_id\\":7,\\"asset_name\\":');
    expect((await known(packOf(quoted, PAYLOAD_A))).hasLookalikes).toBe(false);
  });
});

describe('a header that is not the known one is judged', () => {
  test.each([
    ['another header', PACK_B, undefined],
    ['another magic', withBytes(PACK_A, 0, '42'), 'assets-pa/bad-magic'],
    ['a flag', withBytes(PACK_A, 20, '01'), 'assets-pa/nonzero-flags'],
    ['a longer payload', Buffer.concat([PACK_A, Buffer.alloc(1)]), 'assets-pa/trailing-payload'],
    ['a shorter payload', PACK_A.subarray(0, 412), 'assets-pa/slice-beyond-end'],
    ['another payload_offset', withBytes(PACK_A, 12, '92'), 'assets-pa/payload-offset-mismatch'],
    ['a shorter header', PACK_A.subarray(0, 400), 'assets-pa/truncated-header'],
    ['no prelude', PACK_A.subarray(0, 31), 'assets-pa/truncated-prelude'],
  ])('%s', async (_, pack, rule) => {
    const opened = await openPack(bufferSource(pack), { knownHeader: await known(PACK_A) });
    expect('findings' in opened ? opened.findings[0]?.rule : undefined).toBe(rule);
  });
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('a source of %d bytes is refused', async (size) => {
  await expect(openPack({ size, read: () => {} })).rejects.toMatchObject({ name: 'ContractsError', code: 'usage' });
});

test('an asset that memory does not hold is refused when it is read as a whole', async () => {
  const huge = HEADER_A.replace('"offset":8,"size":4', `"offset":8,"size":${2 ** 50}`);
  const pack = await open(counted(packOf(huge), 32 + huge.length + 8 + 2 ** 50));
  const source = pack.find(7)?.source;
  expect(source?.size).toBe(2 ** 50);
  const error = { name: 'ContractsError', code: 'io' };
  expect(() => source && readBytes(source, 0, source.size)).toThrow(expect.objectContaining(error));
});

describe('a read that is not done when it returns is refused, and nothing is judged', () => {
  // As the system's own reads do, it gives the count.
  const fill = (position: number, target: Uint8Array): number => Buffer.from(PACK_A).copy(target, 0, position);
  const size = PACK_A.length;

  test.each<[string, ByteSource['read']]>([
    ['a promise', (position, target) => Promise.resolve().then(() => void fill(position, target))],
    ['a promise that fails', async () => Promise.reject(new Error('no connection'))],
    ['fewer bytes', (position, target) => fill(position, target.subarray(1))],
  ])('%s', async (_, read) => {
    const usage = { name: 'ContractsError', code: 'usage' };
    await expect(openPack({ size, read })).rejects.toMatchObject(usage);
    const knownHeader = await known(PACK_A);
    await expect(openPack({ size, read }, { knownHeader })).rejects.toMatchObject(usage);
  });

  test('a count of all bytes is as good as nothing', async () => {
    const pack = await open({ size, read: fill });
    expect(pack.find(7)?.entry.asset_name).toBe('sfx_coin');
  });
});

test('nothing is known of a header that was judged by fewer rules', async () => {
  const opened = await openPack(bufferSource(PACK_A), { selection: CORE });
  expect('pack' in opened && opened.pack.knownHeader).toBeUndefined();
});

test('a pack is opened under a profile', async () => {
  const spaced = packOf(HEADER_A.replace(':8,', ': 8,'), PAYLOAD_A);
  expect(await openPack(bufferSource(spaced))).toHaveProperty('findings');
  const opened = await openPack(bufferSource(spaced), { selection: CORE });
  expect('pack' in opened && opened.pack.find(7)?.entry.asset_name).toBe('sfx_coin');
});
