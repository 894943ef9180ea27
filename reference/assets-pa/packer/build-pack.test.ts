import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { validators } from '../../generated/assets-pa-validators.ts';
import { buildPack } from './build-pack.ts';
import {
  MENU,
  makeProject,
  put,
  requestFor,
  rulesOf,
  type SampleAsset,
  sha256,
  snapshotOf,
} from './workspace.test-fixture.ts';

let project = '';
afterEach(() => rmSync(project, { recursive: true, force: true }));

const SOUND = { format: 'SOUNDS/pcm_v1', codec: 'NONE', metadata: { channels: 1, sample_rate: 22050 } };
const BLIP = Buffer.from('1020304050607080', 'hex');

function read(name: string): Buffer {
  return readFileSync(join(project, 'build', name));
}

/** The two members of a header's text, and the payload behind it; nothing of the reader is used. */
function parsePack(): {
  readonly table: readonly Record<string, unknown>[];
  readonly preload: unknown;
  readonly payload: Buffer;
} {
  const pack = read('assets.pa');
  const length = pack.readUInt32LE(8);
  const { asset_table, preload } = JSON.parse(pack.subarray(32, 32 + length).toString());
  return { table: asset_table, preload, payload: pack.subarray(32 + length) };
}

// The bytes of these packs were computed by hand from the text, not by this packer.
describe('the worked packs', () => {
  test.each<[string, readonly SampleAsset[], string]>([
    [
      'two sounds with a gap between their ids, the second preloaded',
      [
        { id: 3, root: 'blip', files: { 'a.raw': BLIP }, declaration: { name: 'sfx_blip', output: SOUND } },
        {
          id: 7,
          root: 'coin',
          declaration: { name: 'sfx_coin', output: SOUND, preload: { enabled: true } },
        },
      ],
      '5bced7096dbbafd6955af055aca2fcca230a68bab28b389c35c5a7c15c2cc2ee',
    ],
    [
      'a glyph sheet and a sound, both in slot 0 of their banks',
      [
        {
          id: 1,
          root: 'atlas',
          files: { 'a.raw': new Uint8Array(34_816) },
          declaration: {
            name: 'ui_atlas',
            type: 'glyph_bank',
            output: {
              format: 'GLYPH/indexed_v1',
              codec: 'NONE',
              decoded_size: 67_584,
              metadata: { tile_size: 16, width: 256, height: 256, palette_count: 64 },
            },
            preload: { enabled: true },
          },
        },
        {
          id: 2,
          root: 'blip',
          files: { 'a.raw': BLIP },
          declaration: { name: 'sfx_blip', output: SOUND, preload: { enabled: true } },
        },
      ],
      'f8de90d8bfe56595ec673ba42b49546d6127908b26db1c4ae7a429d5148a3e4a',
    ],
    ['no asset', [], 'dc609689d0e1a6ea46b27133bab5851e9f9a8b5f0cb6503bf3503c9afb48a276'],
  ])('%s', async (_, assets, digest) => {
    project = makeProject(assets);
    expect(await buildPack(requestFor(project))).toMatchObject({ outcome: 'success', applied: true, effect: 'output' });
    expect(sha256(read('assets.pa'))).toBe(digest);
  });
});

describe('a virtual asset', () => {
  test('is the bytes of its artifacts by index, with an index of them under their roles', async () => {
    project = makeProject([MENU]);
    await buildPack(requestFor(project));
    const { table, payload } = parsePack();
    expect(payload.toString()).toBe('clickswoosh');
    expect(table).toEqual([
      {
        asset_id: 5,
        asset_name: 'asset_5',
        bank_type: 'SOUNDS',
        codec: 'NONE',
        decoded_size: 11,
        metadata: {
          channels: 1,
          codec: { block: 64 },
          samples: { click: { offset: 0, length: 5 }, swoosh: { offset: 5, length: 6 } },
          loops: { hum: { offset: 11, length: 0 } },
        },
        offset: 0,
        size: 11,
      },
    ]);
  });

  test('keeps its pipeline and its hints out of the pack, and tells them to tools', async () => {
    project = makeProject([MENU]);
    await buildPack(requestFor(project));
    expect(read('assets.pa').includes('mixer')).toBe(false);
    const metadata = JSON.parse(read('asset_table_metadata.json').toString());
    expect(validators['assets-pa/asset-table-metadata'](metadata)).toBe(true);
    expect(metadata.assets).toMatchObject([
      { asset_id: 5, kind: 'virtual', pipeline: { tool: 'mixer' }, build: { note: 'by hand' } },
    ]);
    expect(metadata.assets[0].inputs[1]).toEqual({
      role: 'samples',
      path: 'swoosh.raw',
      size: 6,
      sha256: sha256(Buffer.from('swoosh')),
    });
  });
});

describe('what belongs to a build', () => {
  test('is what is registered and included; what is excluded need not even hold', async () => {
    project = makeProject([
      { id: 1, root: 'a', included: false, declaration: { output: 7 } },
      { id: 2, root: 'b' },
    ]);
    put(project, 'assets/c/asset.json', '{}');
    expect(rulesOf(await buildPack(requestFor(project)))).toEqual([]);
    expect(parsePack().table).toMatchObject([{ asset_id: 2 }]);
  });

  test('slots are counted by ascending id for each bank type, whatever the order of the registry', async () => {
    const preloaded = (id: number, format: string): SampleAsset => ({
      id,
      root: `r${id}`,
      declaration: { output: { format, codec: 'NONE' }, preload: { enabled: true } },
    });
    project = makeProject([preloaded(9, 'SOUNDS/a'), preloaded(2, 'GLYPH/a'), preloaded(4, 'SOUNDS/a')]);
    await buildPack(requestFor(project));
    expect(parsePack().preload).toEqual([
      { asset_id: 2, slot: 0 },
      { asset_id: 4, slot: 0 },
      { asset_id: 9, slot: 1 },
    ]);
  });

  test('companions are the bytes of the header, and the header has no others', async () => {
    project = makeProject([MENU, { id: 8, root: 'b', declaration: { preload: { enabled: true } } }]);
    await buildPack(requestFor(project));
    const header = read('assets.pa')
      .subarray(32, 32 + read('assets.pa').readUInt32LE(8))
      .toString();
    expect(header).toBe(`{"asset_table":${read('asset_table.json')},"preload":${read('preload.json')}}`);
  });

  test('a manifest is not made, and src/ is not looked at', async () => {
    project = makeProject([{ id: 1, root: 'a' }]);
    symlinkSync('nowhere', join(project, 'src'));
    await buildPack(requestFor(project));
    expect(Object.keys(snapshotOf(project)).filter((path) => path.startsWith('build/'))).toEqual([
      'build/asset_table.json',
      'build/asset_table_metadata.json',
      'build/assets.pa',
      'build/preload.json',
    ]);
  });
});

describe('a build that cannot be', () => {
  test('leaves what stood there, and says why', async () => {
    project = makeProject([{ id: 1, root: 'a' }]);
    await buildPack(requestFor(project));
    const before = snapshotOf(project);
    rmSync(join(project, 'assets/a/a.raw'));
    const result = await buildPack(requestFor(project));
    expect(result).toMatchObject({ outcome: 'blocked', applied: false, changes: [] });
    expect(rulesOf(result)).toEqual(['assets-pa/input-missing']);
    expect(snapshotOf(project)).toEqual({ ...before, 'assets/a/a.raw': undefined });
  });

  test('touches nothing in a folder that is no workspace', async () => {
    project = makeProject([]);
    rmSync(join(project, 'assets'), { recursive: true });
    expect(rulesOf(await buildPack(requestFor(project)))).toEqual(['assets-pa/registry-missing']);
    expect(snapshotOf(project)).toEqual({});
  });

  test('refuses an output that is a folder or a link as misuse', async () => {
    project = makeProject([{ id: 1, root: 'a' }]);
    mkdirSync(join(project, 'build/assets.pa'), { recursive: true });
    await expect(buildPack(requestFor(project))).rejects.toMatchObject({ code: 'usage' });
  });
});
