import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { validators } from '../../generated/assets-pa-validators.ts';
import { validators as interfaces } from '../../generated/interfaces-validators.ts';
import { adoptAsset } from './adopt-asset.ts';
import { toAssetsResult } from './assets-result.ts';
import { forgetAsset, removeAsset } from './forget-asset.ts';
import { excludeAsset, includeAsset } from './include-asset.ts';
import { initWorkspace } from './init-workspace.ts';
import { listAssets, showAsset } from './list-assets.ts';
import type { OperationResult } from './operation-result.ts';
import { registerAsset, toUuid } from './register-asset.ts';
import { relocateAsset } from './relocate-asset.ts';
import { declarationOf, makeProject, put, requestFor, rulesOf, snapshotOf, uuidOf } from './workspace.test-fixture.ts';

let project: string;
beforeEach(() => {
  project = makeProject(
    [
      { id: 2, root: 'blip' },
      { id: 5, root: 'menu/click', files: { 'a.raw': 'click' } },
    ],
    9,
  );
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const HUM = {
  name: 'sfx_hum',
  type: 'sound_bank',
  inputs: { sources: ['hum.raw'] },
  output: { format: 'SOUNDS/pcm_v1', codec: 'NONE' },
  preload: { enabled: false },
};

function registry(): {
  next_asset_id: number;
  assets: { asset_id: number; root: string; included_in_build: boolean }[];
} {
  return JSON.parse(readFileSync(join(project, 'assets/.prometeu/index.json'), 'utf8'));
}

function ids(): readonly number[] {
  return registry().assets.map(({ asset_id }) => asset_id);
}

function expectSchema(result: OperationResult): void {
  const validate = interfaces['interfaces/assets-result'];
  validate(JSON.parse(JSON.stringify(toAssetsResult(result))));
  expect(validate.errors).toBeNull();
}

describe('init', () => {
  test('makes an empty registry, and leaves one that is there alone', async () => {
    const before = snapshotOf(project);
    expect(await initWorkspace(requestFor(project))).toMatchObject({ applied: false, changes: [] });
    expect(snapshotOf(project)).toEqual(before);
    rmSync(join(project, 'assets'), { recursive: true });
    expect(await initWorkspace(requestFor(project))).toMatchObject({ applied: true, effect: 'workspace' });
    expect(registry()).toEqual({ schema_version: 1, next_asset_id: 1, assets: [] });
  });
});

describe('register', () => {
  test('writes a declaration with a UUID that was drawn, and takes the next id', async () => {
    put(project, 'assets/hum/hum.raw', 'hum');
    const result = await registerAsset(requestFor(project), { root: 'hum', declaration: HUM, included: false });
    expectSchema(result);
    expect(result.asset).toMatchObject({ asset_id: 9, root: 'hum', included_in_build: false, size: 3 });
    const declaration = JSON.parse(readFileSync(join(project, 'assets/hum/asset.json'), 'utf8'));
    expect(validators['assets-pa/asset-declaration'](declaration)).toBe(true);
    expect(declaration.asset_uuid).toBe(result.asset?.asset_uuid);
    expect(declaration.asset_uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(registry().next_asset_id).toBe(10);
  });

  test.each<[string, object, string]>([
    ['an input that is not there', { inputs: { sources: ['none.raw'] } }, 'assets-pa/input-missing'],
    ['an input elsewhere', { inputs: { sources: ['../blip/a.raw'] } }, 'assets-pa/input-path'],
    ['a member that is not known', { colour: 'red' }, 'assets-pa/declaration-schema'],
    ['a codec that there is not', { output: { format: 'SOUNDS/a', codec: 'RAW' } }, 'assets-pa/declared-codec'],
  ])('refuses %s, and changes nothing', async (_, change, rule) => {
    put(project, 'assets/hum/hum.raw', 'hum');
    const before = snapshotOf(project);
    const declaration = { ...HUM, ...change };
    const result = await registerAsset(requestFor(project), { root: 'hum', declaration, included: true });
    expect([result.outcome, rulesOf(result)]).toEqual(['blocked', [rule]]);
    expect(snapshotOf(project)).toEqual(before);
  });

  test.each([
    ['a folder that is not there', 'absent'],
    ['a path that leads out', '../src'],
    ['the control folder', '.prometeu/cache'],
    ['a root that is registered', 'blip'],
    ['a folder with another declaration', 'other'],
  ])('takes %s for misuse', async (_, root) => {
    put(project, 'assets/other/asset.json', '{}');
    await expect(registerAsset(requestFor(project), { root, declaration: HUM, included: true })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  test('refuses a root in another one', async () => {
    put(project, 'assets/blip/deep/hum.raw', 'hum');
    const result = await registerAsset(requestFor(project), { root: 'blip/deep', declaration: HUM, included: true });
    expect(rulesOf(result)).toEqual(['assets-pa/registry-nested-root']);
  });

  test('makes of sixteen bytes a UUID of version 4', () => {
    expect(toUuid('00112233445566778899aabbccddeeff')).toBe('00112233-4455-4677-8899-aabbccddeeff');
    expect(toUuid('ffffffffffffffffffffffffffffffff')).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  });
});

describe('ids are never given out a second time', () => {
  test.each([
    ['forgotten', forgetAsset],
    ['removed', removeAsset],
  ])('after the last asset was %s', async (_, end) => {
    await end(requestFor(project), { asset: '5', apply: true });
    put(project, 'assets/hum/hum.raw', 'hum');
    await registerAsset(requestFor(project), { root: 'hum', declaration: HUM, included: true });
    expect(ids()).toEqual([2, 9]);
    expect(registry().next_asset_id).toBe(10);
  });
});

describe('adopt', () => {
  test('registers a folder with the UUID that it declares', async () => {
    put(project, 'assets/new/a.raw', 'new');
    put(project, 'assets/new/asset.json', JSON.stringify(declarationOf({ id: 77, root: 'new' })));
    const result = await adoptAsset(requestFor(project), { root: 'new', included: true });
    expectSchema(result);
    expect(result).toMatchObject({ effect: 'registry', applied: true, asset: { asset_id: 9, asset_uuid: uuidOf(77) } });
  });

  test('refuses a copy of a registered asset, which has its UUID', async () => {
    put(project, 'assets/copy/a.raw', 'x');
    put(project, 'assets/copy/asset.json', JSON.stringify(declarationOf({ id: 2, root: 'copy' })));
    const result = await adoptAsset(requestFor(project), { root: 'copy', included: true });
    expect([rulesOf(result), ids()]).toEqual([['assets-pa/registry-duplicate-uuid'], [2, 5]]);
  });

  test('takes a folder without a declaration for misuse', async () => {
    mkdirSync(join(project, 'assets/empty'));
    await expect(adoptAsset(requestFor(project), { root: 'empty', included: true })).rejects.toMatchObject({
      code: 'usage',
    });
  });
});

describe('what takes something away previews first', () => {
  test.each([
    ['forget', () => forgetAsset(requestFor(project), { asset: '5', apply: false })],
    ['remove', () => removeAsset(requestFor(project), { asset: uuidOf(5), apply: false })],
    ['relocate', () => relocateAsset(requestFor(project), { asset: '5', to: 'moved', apply: false })],
  ])('%s', async (_, run) => {
    const before = snapshotOf(project);
    const result = await run();
    expectSchema(result);
    expect(result).toMatchObject({ outcome: 'success', applied: false });
    expect(result.changes.length).toBeGreaterThan(0);
    expect(snapshotOf(project)).toEqual(before);
  });

  test('forget leaves the files alone', async () => {
    await forgetAsset(requestFor(project), { asset: '5', apply: true });
    expect(Object.keys(snapshotOf(project))).toContain('assets/menu/click/a.raw');
  });

  test('remove deletes nothing, and what it moved away can be adopted again', async () => {
    await removeAsset(requestFor(project), { asset: '5', apply: true });
    const quarantine = join(project, `assets/.prometeu/quarantine/5-${uuidOf(5)}`);
    expect(readFileSync(join(quarantine, 'a.raw'), 'utf8')).toBe('click');
    renameSync(quarantine, join(project, 'assets/back'));
    expect((await adoptAsset(requestFor(project), { root: 'back', included: true })).asset?.asset_id).toBe(9);
  });

  test('an asset that there is not is misuse', async () => {
    for (const asset of ['3', uuidOf(3), '05', '']) {
      await expect(forgetAsset(requestFor(project), { asset, apply: true })).rejects.toMatchObject({ code: 'usage' });
    }
  });
});

describe('relocate', () => {
  const relocate = (to: string) => relocateAsset(requestFor(project), { asset: '5', to, apply: true });

  test('moves the folder, and both ids stay', async () => {
    const result = await relocate('deep/er/click');
    expect(result.changes).toEqual([
      { action: 'move', path: 'assets/menu/click', to: 'assets/deep/er/click' },
      { action: 'write', path: 'assets/.prometeu/index.json' },
    ]);
    expect(registry().assets[1]).toMatchObject({ asset_id: 5, asset_uuid: uuidOf(5), root: 'deep/er/click' });
    expect(readFileSync(join(project, 'assets/deep/er/click/a.raw'), 'utf8')).toBe('click');
  });

  test('follows a folder that was moved by hand, if it is the one', async () => {
    renameSync(join(project, 'assets/menu/click'), join(project, 'assets/by-hand'));
    await expect(relocate('elsewhere')).rejects.toMatchObject({ code: 'usage' });
    mkdirSync(join(project, 'assets/empty'));
    await expect(relocate('empty')).rejects.toMatchObject({ code: 'usage' });
    expect((await relocate('by-hand')).changes).toEqual([{ action: 'write', path: 'assets/.prometeu/index.json' }]);
    expect((await showAsset(requestFor(project), '5')).outcome).toBe('success');
  });

  test.each(['../out', '.prometeu/x', 'menu/click/deeper', 'taken', '/abs'])('takes %s for misuse', async (to) => {
    put(project, 'assets/taken/file', 'mine');
    const before = snapshotOf(project);
    await expect(relocate(to)).rejects.toMatchObject({ code: 'usage' });
    expect(snapshotOf(project)).toEqual(before);
  });

  test('refuses a place in another asset', async () => {
    expect(rulesOf(await relocate('blip/click'))).toEqual(['assets-pa/registry-nested-root']);
  });
});

test('include and exclude change the registry alone, and only where something changes', async () => {
  const out = await excludeAsset(requestFor(project), '2');
  expect(out).toMatchObject({ effect: 'registry', applied: true, asset: { included_in_build: false } });
  expect(await excludeAsset(requestFor(project), '2')).toMatchObject({ applied: false, changes: [] });
  expect(registry().assets.map(({ included_in_build }) => included_in_build)).toEqual([false, true]);
  expect(await includeAsset(requestFor(project), uuidOf(2))).toMatchObject({ applied: true });
});

test('list tells of every asset, whatever is wrong with it', async () => {
  rmSync(join(project, 'assets/blip'), { recursive: true });
  const result = await listAssets(requestFor(project));
  expectSchema(result);
  expect(result).toMatchObject({ outcome: 'success', effect: 'read' });
  expect(result.assets).toEqual([
    { asset_id: 2, asset_uuid: uuidOf(2), root: 'blip', included_in_build: true },
    {
      asset_id: 5,
      asset_uuid: uuidOf(5),
      root: 'menu/click',
      included_in_build: true,
      name: 'asset_5',
      type: 'sound_bank',
      bank_type: 'SOUNDS',
      preload: false,
      size: 5,
    },
  ]);
});

test('show tells of one asset with what is wrong with it', async () => {
  rmSync(join(project, 'assets/blip/a.raw'));
  const result = await showAsset(requestFor(project), '2');
  expectSchema(result);
  expect([result.outcome, rulesOf(result)]).toEqual(['blocked', ['assets-pa/input-missing']]);
  expect(result.details).toMatchObject({ kind: 'direct', inputs: [{ role: 'sources', path: 'a.raw' }] });
  expect((await showAsset(requestFor(project), '5')).outcome).toBe('success');
});

test('a registry that does not hold is not changed by anything', async () => {
  put(project, 'assets/.prometeu/index.json', '{"schema_version": 1, "next_asset_id": 1, "assets": [], "extra": 1}');
  put(project, 'assets/hum/hum.raw', 'hum');
  const before = snapshotOf(project);
  const results = [
    await registerAsset(requestFor(project), { root: 'hum', declaration: HUM, included: true }),
    await forgetAsset(requestFor(project), { asset: '2', apply: true }),
    await excludeAsset(requestFor(project), '2'),
    await initWorkspace(requestFor(project)),
  ];
  expect(results.map(({ outcome }) => outcome)).toEqual(['blocked', 'blocked', 'blocked', 'blocked']);
  expect(snapshotOf(project)).toEqual(before);
});

test('a project that is no folder is misuse', async () => {
  await expect(listAssets(requestFor(join(project, 'absent')))).rejects.toMatchObject({ code: 'usage' });
});
