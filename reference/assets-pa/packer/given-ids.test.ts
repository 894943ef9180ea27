import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adoptAsset } from './adopt-asset.ts';
import { buildPack } from './build-pack.ts';
import { doctorWorkspace } from './doctor-workspace.ts';
import { forgetAsset } from './forget-asset.ts';
import { listAssets } from './list-assets.ts';
import { registerAsset } from './register-asset.ts';
import { declarationOf, makeProject, put, requestFor, snapshotOf } from './workspace.test-fixture.ts';

const REGISTRY = 'assets/.prometeu/index.json';
const CACHE = 'assets/.prometeu/cache/fingerprints.json';
const PACK = 'build/assets.pa';

let project: string;
beforeEach(async () => {
  project = makeProject([
    { id: 1, root: 'a' },
    { id: 7, root: 'b' },
  ]);
  await buildPack(requestFor(project));
  await forgetAsset(requestFor(project), { asset: '7', apply: true });
  put(project, 'assets/new/a.raw', 'new');
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const at = (path: string): string => join(project, path);

/** Writes another next id into the registry, as an author could. */
function setNext(next: number): void {
  const text = readFileSync(at(REGISTRY), 'utf8');
  writeFileSync(at(REGISTRY), text.replace(/"next_asset_id": \d+/, `"next_asset_id": ${next}`));
}

const { asset_uuid: _uuid, schema_version: _version, ...DECLARED } = declarationOf({ id: 9, root: 'new' });
const register = () => registerAsset(requestFor(project), { root: 'new', declaration: DECLARED, included: true });

const KNOWN = [{ rule: 'assets-pa/registry-next-id', at: { member: REGISTRY, pointer: '/next_asset_id' } }];

describe('the id of an asset that was forgotten is not given again while', () => {
  test.each([
    ['the pack and the cache know it', []],
    ['the pack alone knows it', [CACHE]],
    ['the cache alone knows it', [PACK]],
  ])('%s', async (_, gone) => {
    for (const path of gone) rmSync(at(path));
    setNext(7);
    const before = snapshotOf(project);
    const refused = { outcome: 'blocked', findings: [{ ...KNOWN[0], details: { actual: 7, id: 7 } }] };
    expect(await register()).toMatchObject(refused);
    put(project, 'assets/new/asset.json', JSON.stringify(declarationOf({ id: 9, root: 'new' })));
    expect(await adoptAsset(requestFor(project), { root: 'new', included: true })).toMatchObject(refused);
    rmSync(at('assets/new/asset.json'));
    expect(await doctorWorkspace(requestFor(project))).toMatchObject({
      findings: KNOWN,
      fixable: ['assets-pa/registry-next-id'],
    });
    expect(snapshotOf(project)).toEqual(before);
    expect(await doctorWorkspace(requestFor(project), { fix: true })).toMatchObject({ findings: [], applied: true });
    expect((await register()).asset).toMatchObject({ asset_id: 8 });
  });
});

test('what gives no id follows the registry: assets are listed, forgotten and built', async () => {
  setNext(2);
  expect((await listAssets(requestFor(project))).outcome).toBe('success');
  expect((await buildPack(requestFor(project))).outcome).toBe('success');
  expect((await forgetAsset(requestFor(project), { asset: '1', apply: true })).outcome).toBe('success');
});

test.each([
  ['no pack', Buffer.from('no pack')],
  ['a pack that ends in its header', undefined],
])('a file that is %s in its place tells of no id', async (_, content) => {
  rmSync(at(CACHE));
  writeFileSync(at(PACK), content ?? readFileSync(at(PACK)).subarray(0, 100));
  setNext(2);
  expect((await register()).asset).toMatchObject({ asset_id: 2 });
});
